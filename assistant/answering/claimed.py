"""A claim of where something is, of who did it, or of a figure: put as the open question, and held against what the text says.

放在示例党校上的吧 is 在哪里上, 这份要点是示例部印发的吧 is 哪个单位印发, 是2024年吧 is 哪一年. Days and words are `yesno`'s, and
so are figures, unless the row of a table tells them or no sentence decides: 一次记8分吧 is then 一次记多少分.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.answering import stated
from assistant.answering.unnamed import holds_person
from assistant.draft import Draft, Statement
from assistant.folding import fold
from assistant.quantities import Quantity, compatible, find_quantities
from assistant.question.bodies import names_same
from assistant.question.everyday import HEARSAY
from assistant.question.model import Question
from assistant.question.terms import match
from assistant.wording import label, say
from corpus.model import Span

NOUN_LEAST = 0.5  # how well what a claimed figure counts must be met where the same figure stands
CLAIMING = re.compile(r"吧[?]?$|(?:对不对|对吗|对吧|对么|是吧|是吗|没错吧|真的假的|是真的吗|属实吗)[?]?$")
_TAIL = re.compile(
    r"[,，]?(?:是不是|对不对|对吗|对吧|对么|对不|是吧|是吗|是么|没错吧|没有错吧|真的假的|是真的吗|属实吗|吧|吗|么|呀|啊)[?]?$"
)
_WHETHER = re.compile(r"^是不是[,，]?|(?:有没有|是否|有无)(?:说|写|提|讲|载)(?:过|到|明)?[,，]?")
_OPEN = re.compile(r"哪|谁|什么|啥|几|多少|怎")
_WHERE = re.compile(
    r"(?:就|都)?(?:是|就是)?(?:放|设|定|选|安排|摆|落)?在(?P<place>(?:(?![了把被是]|[里中上]的)[\u4e00-\u9fff“”\d]){2,16}?)(?:里|那边|那里)?"
    r"(?P<verb>(?:上|办|开|搞|举办|举行|召开|进行|组织|集合|报到|培训|上课|开会)?)(?:的)?$"
)
_WHO = re.compile(
    r"是(?:由)?(?P<who>[\u4e00-\u9fff“”]{2,16}?)(?P<verb>印发|下发|制发|发布|发出|签发|(?<![印下制签颁])发(?![布出])|主办|承办|召开|举办|(?<!召)开(?![展始设放发])|牵头|负责(?!人)|组织(?!部)|主持|出台|制定|起草|审批|批准|写|(?<!工)作(?![委者])|讲(?![师习座])|做)(?P<rest>[\u4e00-\u9fff]{0,6}?)的$"
)
_WHICH_BODY = re.compile(
    r"(?:是由?|由|归)(?P<who>[\u4e00-\u9fff]{1,14}(?:[局委办厅院社区县镇市]|部(?![署分])|人大|政协|部门|公司|集团|中心|机关|党组|组织(?!部)|街道|支部|工会|妇联))"
    r"(?P<verb>(?:(?:最|首|率)先|先|带头)?[\u4e00-\u9fff]{1,4}?)(?P<rest>)(?:的|(?<=承办|主办|协办|牵头|负责|主管|管理|召集|管着|出资|出钱))$"
)
"""The same of any deed, when a body is named that did it (是市政协先搞的, 由示例街道承办)."""
_HOLDER = re.compile(
    r"(?P<office>书记|主任|[部局处科院校会组队]长|主席|秘书长|联系人|主持人|负责人|召集人)(?:就|应该|好像)?是(?P<who>[\u4e00-\u9fff]{2,4})$"
)
_CALLED = re.compile(
    r"(?<![,、要不])(?:叫做?|叫作|名为|名字是)(?P<name>(?![人他她我你谁家来去各])[\u4e00-\u9fff“”\d]{2,16})$"
)
_FIELD = re.compile(
    r"(?P<field>来源|出处|作者|编辑|记者|通讯员|文号|发文单位|印发单位|发文机关|标题|题目|主送(?:单位|机关)?|签发人|(?:成文|印发|发文|发布|落款)(?:日期|时间)|落款)"
    r"(?:那里|上|处)?(?:写|标|注|署|印|填)?(?:的|着)?(?:就)?是(?P<value>[^,。?]{2,30}?)$"
)
"""A field of a document's card, claimed to be something (来源写的是人民日报)."""
_YEAR = re.compile(r"(?:就|都)?是(?:在)?(?P<year>(?:19|20)\d{2}年)(?P<rest>[\u4e00-\u9fff]{0,6}?)的?$")
_DAY = re.compile(r"(\d{1,2})月(\d{1,2})[日号]")
_DENIES = re.compile(r"不(?!少|足|限|仅)|未|无|没|严禁|禁止")
_BARE = re.compile(r"\d+(?:\.\d+)?")
_MATTER_LEAST = 3  # characters that name of what something is claimed
_BODY_END = re.compile(r"[局委办部厅署院会社处室]|公司|集团|中心|单位|机关|党组|工委|组织|街道|支部$")


@dataclass(frozen=True, slots=True)
class Claim:
    """What a question claims, and the same as an open question."""

    value: str
    question: str
    verb: str = ""


def find_claim(question: Question) -> Claim | None:
    """Return the place, body or person that a yes-or-no question claims; None when it claims none."""
    claim = _claim(question)
    return None if claim is None or _OPEN.search(claim.value) else claim


def _claim(question: Question) -> Claim | None:
    if question.kind != "yesno" or question.language == "en":
        return None
    text = _WHETHER.sub("", HEARSAY.sub("", _TAIL.sub("", question.text)))
    hit: re.Match[str] | None
    if hit := _WHO.search(text) or _WHICH_BODY.search(text):
        speech = re.search(r"讲话|致辞|党课", text[: hit.start()]) is not None
        word = (
            "谁"
            if speech
            else "哪个单位"
            if _BODY_END.search(hit["who"][-2:]) and not holds_person(hit["who"])
            else "谁"
        )
        opened = f"{text[: hit.start()]}是{word}{hit['verb']}{hit['rest']}的"
        return Claim(hit["who"], opened, hit["verb"])
    if hit := _FIELD.search(text):
        return Claim(hit["value"], f"{text[: hit.end('field')]}是什么")
    if hit := _YEAR.search(text):
        return Claim(hit["year"], f"{text[: hit.start()]}是哪一年{hit['rest']}")
    if (hit := _HOLDER.search(text)) and holds_person(hit["who"]):
        return Claim(hit["who"], f"{text[: hit.start('who')]}谁")
    if (hit := _CALLED.search(text)) and len(text[: hit.start()]) >= _MATTER_LEAST:
        return Claim(hit["name"], f"{text[: hit.start('name')]}什么")
    hit = _WHERE.search(text)
    if hit and len(text[: hit.start()]) >= _MATTER_LEAST:
        return Claim(hit["place"], f"{text[: hit.start()]}在哪里{hit['verb'] or '举办'}")
    return None


def is_of_a_speaker(question: Question) -> bool:
    """Say whether a question claims who gave a speech, which only the open question can decide."""
    claim = find_claim(question)
    return (
        claim is not None
        and re.search(r"(?:讲话|致辞|报告|党课|发言)(?:稿)?是谁(?:作|讲|做|写)", claim.question) is not None
    )


def answer(question: Question, ask: Callable[[str], Draft | None]) -> Draft | None:
    """Return yes or the correction, from the answer to the open question; None when that has none that can be compared."""
    claim = find_claim(question)
    if claim is None:
        return of_figure(question, ask, rows=True)
    found = ask(claim.question)
    if found is None or found.status != "answered" or not found.short:
        return None
    stated = fold(found.short)
    if "是哪个单位" in claim.question and not _BODY_END.search(stated):
        return None  # what was read is no body
    claimed = claim.value.strip("“”")
    quoted = " ".join(fold(quote.text) for statement in found.statements for quote in statement.quotes)
    same = claimed in stated or stated in claimed or names_same(claimed, stated)
    doing = [
        clause for clause in re.split(r"[,;。]", quoted) if claim.verb and re.search(rf".{{2}}{claim.verb}", clause)
    ]
    statements = found.statements
    if same and doing and not any(claimed in clause for clause in doing):
        same = False  # 甲出席会议并讲话,乙主持会议: what was found names both, the clause of the deed only one
        statements = tuple(_bare(question, statement) for statement in statements)
    elif not same and claimed in quoted:
        statements = tuple(_bare(question, statement) for statement in statements)
        if not any(stated in clause and claimed not in clause for clause in doing):
            return replace(found, kind="yesno", statements=statements, short=None)  # the same words name both
    head = Statement(say("yes" if same else "no", question.language), frame=True)
    return Draft(
        status="answered" if same else "partial",
        kind="yesno",
        statements=(head, *statements),
        short="是" if same else None,
        confidence=found.confidence if same else 0.3,
        documents=found.documents,
    )


def decided(question: Question, ask: Callable[[str], Draft | None], found: Draft | None) -> Draft | None:
    """Return what sentences decide (`found`); of a figure on which they say neither yes nor no, what the open question tells."""
    if found is not None and (found.short or found.statements[0].frame):
        return found
    return of_figure(question, ask) or found


def of_figure(question: Question, ask: Callable[[str], Draft | None], *, rows: bool = False) -> Draft | None:
    """Return yes or the correction of the one figure that is claimed, from what the open question is answered with.

    None unless that is one figure of the same measure; with `rows`, unless it is a cell of a table.
    """
    if question.language == "en" or CLAIMING.search(question.text) is None:
        return None
    if rows and (held := _of_day(question, ask)):
        return held
    claimed = stated.one_claimed(question)
    if claimed is None:
        return None
    text, figure = claimed
    asked = "多少钱" if figure.unit.endswith("元") else f"多少{figure.unit}"
    opened = _TAIL.sub("", f"{text[: figure.span.start]}{asked}{text[figure.span.end :]}")
    found = ask(_WHETHER.sub("", HEARSAY.sub("", opened)))
    if found is None or found.status != "answered" or not found.short:
        return None
    short = fold(found.short)
    told = [q for q in find_quantities(short) if q.value is not None]
    if _BARE.fullmatch(short):  # a cell, which its header says what it counts
        told = [Quantity(Span(0, len(short)), float(short), figure.unit)]
    alike = len(told) == 1 and (compatible(figure.unit, told[0].unit) or (not figure.unit and told[0].unit))
    if not alike or (rows and not _is_of_row(found)):
        return None
    same, noun = stated.is_same(figure, told[0]), stated.counted_noun(text, figure)
    quoted = " ".join(fold(f"{line.text} {' '.join(q.text for q in line.quotes)}") for line in found.statements)
    if same and noun and match(noun, quoted) < NOUN_LEAST:
        return None  # 8万块奖金 is no 补助经费8万元
    if same and not _is_of_row(found) and not _tells_plainly(found, told[0]):
        return None
    return judged(question, found, same=same)


def _of_day(question: Question, ask: Callable[[str], Draft | None]) -> Draft | None:
    """Return yes or the correction of the one day that is claimed, when the row of a table tells the day of the matter."""
    days = list(_DAY.finditer(question.text))
    if len(days) != 1:
        return None
    opened = _TAIL.sub("", f"{question.text[: days[0].start()]}哪天{question.text[days[0].end() :]}")
    found = ask(_WHETHER.sub("", HEARSAY.sub("", opened)))
    if found is None or found.status != "answered" or not _is_of_row(found):
        return None
    told = _DAY.findall(fold(found.short or ""))
    return judged(question, found, same=told[0] == days[0].groups()) if len(told) == 1 else None


def _tells_plainly(found: Draft, told: Quantity) -> bool:
    """Say whether a sentence tells a figure outright: not as a bound, beside no other of its kind, and denying nothing."""
    text = " ".join(fold(quote.text) for quote in found.statements[0].quotes)
    alike = [q for q in find_quantities(text) if q.unit == told.unit]
    return len(alike) == 1 and text[alike[0].span.start].isdigit() and _DENIES.search(text) is None


def _is_of_row(draft: Draft) -> bool:
    return any(" | " in fold(quote.text) for line in draft.statements for quote in line.quotes)


def judged(question: Question, told: Draft, *, same: bool) -> Draft:
    """Return what tells the value of a claim as yes to it, or as its correction."""
    verdict = Statement(say("yes" if same else "no", question.language), frame=True)
    return replace(
        told,
        status="answered" if same else "partial",
        kind="yesno",
        statements=(verdict, *told.statements),
        short="是" if same else None,
        confidence=told.confidence if same else 0.3,
    )


def _bare(question: Question, statement: Statement) -> Statement:
    """Return a statement as its quote alone, without the words that were taken for the answer."""
    if not statement.quotes:
        return statement
    quote = statement.quotes[0]
    source = say("according", question.language, label=label(quote.document))
    return Statement(f"{source}“{' '.join(quote.text.split())}”", statement.quotes)


def is_about(question: Question, draft: Draft) -> bool:
    """Say whether sentences that only go round a claim speak of what it claims; True for a question that claims nothing."""
    claim = find_claim(question)
    if claim is None or CLAIMING.search(question.text) is None:
        return True
    quoted = " ".join(fold(quote.text) for statement in draft.statements for quote in statement.quotes)
    return claim.value.strip("“”") in quoted
