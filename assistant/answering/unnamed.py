"""Names that a text withholds: “市*委”, 某局, an office without its holder. They answer no who, which body, what name or where.

What was found stays as evidence, but the answer says that the text leaves the name out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.draft import Draft, Quote, Statement
from assistant.folding import fold
from assistant.question.model import Question
from assistant.question.persons import PERSON, SURNAMES
from assistant.question.terms import coverage, tokenize
from assistant.wording import label, say
from corpus.model import Span

_MASK = re.compile(
    r"(?P<before>“?[省市区县]?)(?P<mask>[*×✕╳○◯□■]{1,4}|某{1,2}(?![些种个位天日年月时])|某[个位]|(?:(?<=^)|(?<=[,;:。]))(?:还|也)?有一?[个家位名]|(?<![a-z0-9])x{2,3})(?P<tail>[\u4e00-\u9fff]{1,4})"
)
_ASKS_NAME = re.compile(
    r"谁|哪(?:一)?(?:个|家|条|座|位|所|支|只)?(?!些|几|天|年|月)|(?:什么|啥)(?!时|原因|要求|措施|问题|意思|意义|作用|效果|内容)|何(?:人|处|地)|名字|名称"
)
_ANY_BODY = re.compile(
    r"谁|何人|哪(?:里|儿|家|(?:一)?个?(?:单位|部门|机关|机构|组织|地方|地区|企业|公司|集体))|(?:什么|啥)(?:单位|部门|机关|机构|组织|地方)|何[处地]"
)
_BODY_TAIL = re.compile(
    r"街道办|局|委|办|部|厅|署|院|社|会|省|市|县|区|州|旗|镇|乡|村|街道|社区|新区|单位|公司|集团|企业|机关|学校|医院|中心|支部|同志|书记|主任"
)
_NAME_OF_PERSON = re.compile(
    r"(?P<head>[位人者员长师]|负责人|书记|主任|主席|委员|领导|同志|老师|教授|秘书|干部|群众|居民|代表)(?:的|都|又|究竟|到底|具体|,)*"
    r"(?:(?:叫|姓)(?:什么|啥|何|甚)|(?:叫|是)?(?:什么|啥)?(?:名字|姓名|大名)|名谁|是?谁)"
)
_NAME_AFTER = re.compile(r"(?:位|人|领导|同志|书记|主任|[长师员])[^。?!]{0,16}[,;](?:他|她)?(?:姓|叫)(?:什么|啥|甚)")
_OFFICE_ASKED = re.compile(
    r"(?P<office>[\u4e00-\u9fff]{3,10}?)(?:(?:最后|到底|究竟|具体)?(?:[定选]|选定|确定|任命|提名|安排)(?:的|了)?)?(?:是|叫|姓)?(?:谁|哪[位个](?:人|同志)?)"
)
_COUNTED = re.compile(r"(?:共|有|各)?(?:\d+|[一二两三四五六七八九十]+)[名位个人](?!,?(?:由|分别|为|是|[(:]))")
_REPORT = re.compile(r"汇报|通报|报告|说明|介绍")
_LOOKS_INTO = re.compile(r"抽查|查处|通报|检查|监督|核查|督查|追究|受理")
_DONE_ASKED = re.compile(r"谁(?:干|弄|搞|造|写|填|违|惹|挑)[\u3400-\u9fff]{0,4}的")
_TELLING_ASKED = re.compile(
    rf"谁(?:来|去|负责|作的?)?(?:{_REPORT.pattern}|{_LOOKS_INTO.pattern}|发言|讲|说|查|管)|(?:{_REPORT.pattern}|{_LOOKS_INTO.pattern}|发言)的?人?[是叫]谁"
)
"""Who reports or looks into a matter, which is another than who did it."""
_LEAST_OFFICE = 3  # characters of an office's name that tell it from others of its kind (副书记)
_ANYBODY = frozenset(
    {"位", "人", "者", "员", "师", "领导", "同志", "老师", "那位", "个人", "干部", "群众", "居民", "代表"}
)
_KIND_ASKED = re.compile(
    r"(?:哪(?:一)?[个项场次支]|什么|啥)(?P<noun>[\u4e00-\u9fff]{2,6})|(?P<before>[\u4e00-\u9fff]{2,4})(?:的)?(?:全名|全称|名字|名称)"
)
_OFFICE = re.compile(
    r"(?![由设任请让])[\u4e00-\u9fff]{0,12}(?:负责人|书记|主任|主席|委员|领导|[部局处科厅院校市县区镇乡所站队社司秘][书长]|秘书长|教授|同志|干部|校长|代表|群众|居民|工作人员)"
)
_WHO_BEHIND = r"(?:到底|究竟|具体|指的?|就)*(?:是|叫|指)?(?:哪|什么|啥|谁|何|的?(?:全名|全称|真名|名字))"
_SOME = re.compile(
    r"(?:^|[,;:。]|比如|例如|譬如|就)(?P<written>(?:有(?:的?一)?(?:个别|个|家|位|名|些|的)|个别|少数|某些)(?P<noun>[\u4e00-\u9fff]{1,2}))"
)
"""Somebody whom the sentence speaks of without a name (有个镇, 有的单位, 有的一个局)."""
_HEARD = re.compile(r"听取了?[^,;。]{2,12}?(?=关于|就|所?作)")
_CLAUSES = re.compile(r"[^;。!?\n]+")


@dataclass(frozen=True, slots=True)
class Withheld:
    """A name that the text leaves out: the words it writes instead, and where they stand in the quote."""

    written: str
    quote: Quote


def withheld(question: Question, draft: Draft) -> Draft | None:
    """Return what to say instead of `draft` when the words it found hide the name that is asked for; None when they do not."""
    if draft.status != "answered" or question.asked in {"quantity", "percent", "time", "reason"}:
        return None
    if question.kind not in {"fact", "list", "explain"} or question.definition_of:
        return None
    found = _masked(question, draft)
    if found is not None:
        return _draft(question, found, "unnamed")
    office = _office_alone(question, draft)
    return _draft(question, office, "office_alone") if office is not None else None


def holds_person(text: str) -> bool:
    """Say whether folded `text` names a person: a surname and a given name, as a dictionary or an office before it tells."""
    if PERSON.search(text):
        return True
    words = tokenize(text)
    for at, (word, tag) in enumerate(words):
        if not tag.startswith("nr"):
            continue
        before = words[at - 1][0] if at else ""
        if (2 <= len(word) <= 4 and word[0] in SURNAMES) or before in SURNAMES or len(word) == 3:
            return True
        if len(word) == 2 and before and before[-1] in "书长任员席授者师":
            return True
    return False


def _masked(question: Question, draft: Draft) -> Withheld | None:
    """Return the masked name of the class that the question asks for, from the clause that is about its matter."""
    listed = draft.items and not any(_MASK.search(fold(item)) for item in draft.items)
    if listed or not _ASKS_NAME.search(question.text):
        return None
    for statement in draft.statements:
        for quote in statement.quotes[:1]:
            text = fold(quote.text)
            short = fold(draft.short or "")
            for clause in _by_matter(question, text):
                for some in _SOME.finditer(text, clause.start, clause.end):
                    size = next((size for size in (2, 1) if _asks_for(question, some["noun"][:size])), 0)
                    if size:
                        end = some.start("noun") + size
                        return Withheld(Span(some.start("written"), end).of(quote.text), quote)
                for hit in _MASK.finditer(text, clause.start, clause.end):
                    if (span := _asked_mask(question, text, hit, short)) is not None:
                        return Withheld(span.of(quote.text), quote)
    return None


def _asked_mask(question: Question, text: str, hit: re.Match[str], short: str) -> Span | None:
    """Return the span of a masked name that is of the asked class, or is what was found; None when it is neither.

    Who writes the mask himself (市*局组建的队叫什么) asks for its name only when the question word stands right behind it.
    """
    written = re.escape(hit["mask"] + hit["tail"][:1])
    if re.search(written, question.text) and not re.search(
        rf"{written}(?:(?!的)[\u4e00-\u9fff]){{0,6}}?{_WHO_BEHIND}", question.text
    ):
        return None
    quoted = hit["before"].startswith("“")
    end = text.find("”", hit.start("tail"), hit.end("tail") + 3) if quoted else -1
    if end >= 0:
        tail = text[hit.start("tail") : end]
        endings = [tail[at:] for at in range(len(tail))]
        asked = any(_asks_for(question, noun) for noun in endings) or _kind_behind(question, text[end + 1 :])
        whole = Span(hit.start() + 1, end)
    else:
        tail = hit["tail"]
        nouns = [tail[:size] for size in range(len(tail), 0, -1)]
        body = _BODY_TAIL.match(tail)
        noun = next((noun for noun in nouns if _asks_for(question, noun)), "")
        if not noun and body and _ANY_BODY.search(question.text):
            noun = body.group()
        asked = noun != ""
        whole = Span(hit.start() + quoted, hit.start("tail") + len(noun or (body.group() if body else tail[:1])))
    found = short != "" and hit["mask"] + hit["tail"][:1] in short
    return whole if asked or found else None


def _by_matter(question: Question, text: str) -> list[Span]:
    """Return the clauses of `text` that meet the most of the question, at most those level with the best."""
    clauses = [Span(m.start(), m.end()) for m in _CLAUSES.finditer(text)]
    scores = [coverage(question.terms, clause.of(text)) for clause in clauses]
    best = max(scores, default=0.0)
    return [clause for clause, score in zip(clauses, scores, strict=True) if score >= best - 1e-6]


def _asks_for(question: Question, noun: str) -> bool:
    """Say whether the question asks which one of a class it is: 哪个局, 叫什么卫士, 那个镇叫什么."""
    word = re.escape(noun)
    return (
        re.search(
            rf"(?:哪(?:一)?[个家条座位所支]?|什么|啥){word}|{word}”?[^,。?!]{{0,6}}?(?:叫|是|姓)(?:什么|啥|哪|谁|何)",
            question.text,
        )
        is not None
    )


def _kind_behind(question: Question, behind: str) -> bool:
    """Say whether the asked kind stands behind a masked name in quotes (“*卫士”生态环保专项行动, 哪个专项行动)."""
    asked = _KIND_ASKED.search(question.text)
    near = re.split(r"[,;:。]", behind[:12])[0]
    return asked is not None and (asked["noun"] or asked["before"])[-2:] in near


def is_of_another(question: Question, draft: Draft) -> bool:
    """Say whether a person's name is asked for by an office (组长叫什么名字) of which the words that were found do not speak."""
    asked = _NAME_OF_PERSON.search(question.text)
    if draft.status == "answered" and (_is_only_counted(question, draft) or _only_tells_of_it(question, draft)):
        return True
    if asked is None or draft.status != "answered" or draft.kind not in {"fact", "explain"}:
        return False
    office = question.text[max(0, asked.end("head") - 2) : asked.end("head")]
    if asked["head"] in _ANYBODY or office in _ANYBODY or "谁" in asked.group():
        return False
    texts = [fold(quote.text) for statement in draft.statements for quote in statement.quotes]
    if "汇报" not in question.text and "通报" not in question.text:
        texts = [_HEARD.sub("", text) for text in texts]  # who reports a matter is not who is asked for by his office
    return not any(holds_person(text) or _holder(question, text) for text in texts)


def _is_only_counted(question: Question, draft: Draft) -> bool:
    """Say whether the words found have the asked office with a number alone (设专职副书记1名): who holds another is not asked."""
    asked = _OFFICE_ASKED.search(question.text) if question.asked == "person" else None
    text = " ".join(fold(quote.text) for statement in draft.statements for quote in statement.quotes)
    if asked is None:
        return False
    endings = (asked["office"][at:] for at in range(len(asked["office"]) - _LEAST_OFFICE + 1))
    office = next((ending for ending in endings if ending in text), "")
    return bool(office) and all(_COUNTED.match(text, hit.end()) for hit in re.finditer(office, text))


def _only_tells_of_it(question: Question, draft: Draft) -> bool:
    """Say whether who was found only reported the matter (听取了某人关于…的通报) or looks into it (由某委抽查), and that is not asked."""
    short = fold(draft.short or "")
    if question.asked not in {"person", "body", "name"} or not short or _TELLING_ASKED.search(question.text):
        return False
    text = " ".join(fold(quote.text) for statement in draft.statements for quote in statement.quotes)
    at = text.find(short)
    before, after = text[max(0, at - 16) : at], re.split("[,;。]", text[at + len(short) :])[0]
    speaker = re.search(r"听取了?(?P<office>[^,;。]*)$", before)
    office = speaker["office"][-2:] if speaker else ""
    heard = speaker is not None and _REPORT.search(after) is not None and not (office and office in question.text)
    looks = _DONE_ASKED.search(question.text) is not None and _LOOKS_INTO.search(after) is not None
    return at >= 0 and (heard or looks)


def _office_alone(question: Question, draft: Draft) -> Withheld | None:
    """Return the office that stands where a person's name is asked for, when its sentence names nobody."""
    asked = _NAME_OF_PERSON.search(question.text)
    named_after = _NAME_AFTER.search(question.text)
    if (asked is None and named_after is None) or "职务" in question.text:
        return None
    only_who = named_after is None and asked is not None and asked.group().endswith("谁")
    for statement in draft.statements:
        for quote in statement.quotes[:1]:
            text = fold(quote.text)
            if holds_person(text):
                return None
            office = _holder(question, fold(draft.short) if draft.short else text)
            if office is None:
                return None
            if only_who and asked is not None and not office.group().endswith(asked["head"]):
                return None  # 谁来负责: an office answers it
            at = text.find(office.group())
            written = quote.text[at : at + len(office.group())] if at >= 0 else office.group()
            return Withheld(written, quote)
    return None


def _holder(question: Question, text: str) -> re.Match[str] | None:
    """Return the office in `text` that stands for the person asked for: the asked one, or who is made it (由…任组长)."""
    asked = _NAME_OF_PERSON.search(question.text)
    offices = list(_OFFICE.finditer(text))
    word = question.text[max(0, asked.end("head") - 2) : asked.end("head")] if asked else ""
    if asked is None or asked["head"] in _ANYBODY or word in _ANYBODY:
        return offices[0] if offices else None
    return next((o for o in offices if word in o.group() or re.match(rf".{{0,3}}{word}", text[o.end() :])), None)


def _draft(question: Question, found: Withheld, key: str) -> Draft:
    head = Statement(say(key, question.language, written=found.written), (found.quote,), frame=True)
    source = say("according", question.language, label=label(found.quote.document))
    line = Statement(f"{source}“{' '.join(found.quote.text.split())}”", (found.quote,))
    return Draft("partial", question.kind, (head, line), confidence=0.3, documents=(found.quote.document.id,))
