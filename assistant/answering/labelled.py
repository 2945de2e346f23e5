"""What a document states beside a label: 联系人：吴倩, 出席：王明、李华, 抄送：市委办公室，…, 附件1."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from assistant.answering.classes import is_class
from assistant.answering.naming import head_of
from assistant.described import about, describing, meets
from assistant.draft import Draft, Quote, Statement, combine
from assistant.evidence import Book
from assistant.finding import Finder
from assistant.folding import fold
from assistant.question import frames
from assistant.question.model import Question
from assistant.question.terms import coverage, match
from assistant.refusing import clarify
from assistant.scoping import Scope
from assistant.wording import label as name_of
from assistant.wording import say
from corpus.model import Span

FIT_LEAST = 0.7  # of the weight of a question's other words that the document must hold
HELD_LEAST = 0.8  # how well a whole document must hold a word: pieces of a long one stand anywhere
NEAR = 0.9
MOST = 3  # documents that are answered side by side
MATTER_LEAST = 0.4  # of the weight of a question's words that an item holds whose label is given
LONGEST = 90  # characters of a value
_LABEL = re.compile(r"(?:^|(?<=[\n，,；;。\u3000 （(]))(?P<label>[\u4e00-\u9fff]{2,6})[:：][ \u3000]*(?=[^\s\u3000])")
_END = re.compile(r"[\n。；;]|[，,、\u3000 ]+(?=[\u4e00-\u9fff]{2,6}[:：])")
_CLOSED = re.compile(rf"{_END.pattern}|[）)]")  # of a label in brackets
_FIRST_OF_MORE = re.compile(r"1[.、．]")  # 附件：1.…, the first line of several
_SPEAKING = re.compile(r"(?:说|指出|强调|要求|表示|明确|认为|提出|如下|介绍|同志|同志们|是)$")
_PARTED = re.compile(r"[、，,；;]")
_ABSENT = re.compile(r"请假|缺席|未(?:出席|到会|参会)")
_MISSING = re.compile(
    r"(?:谁|哪(?:些|几)?(?:个|位)?(?:人|领导|委员|同志|干部)?)[^,。?]{0,4}(?:没有?|未)(?:来|到|去|参加|出席|露面)|(?:没有?|未)(?:来|到|去|参加|出席)的(?:都)?(?:是|有)(?:谁|哪)"
)
"""How those are asked for whose label says that they were excused."""
_HELD = {
    "时间": re.compile(
        r"会议?(?:召?开)?[,的是在]*(?:哪(?:一)?天|(?:什么|啥)时候|何时|几月几[日号]|几号|(?:什么|啥)时间)(?:召?开|举行)"
    ),
    "地点": re.compile(r"会议?(?:召?开)?[,的是]*在?(?:哪(?:里|儿|个会议室)?|(?:什么|啥)地方)(?:召?开|举行)"),
}
"""How it is asked when and where a meeting was held, by the labels at the head of its minutes."""
_ASKED = r"(?:谁|什么|哪|多少|几|啥|怎么)"
_BETWEEN = r"(?!为(?:什么|啥|何))(?:都|分别|的|了|过|是|有|为|还|名单|单位|部门|人员|到|给|,)*"


@dataclass(frozen=True, slots=True)
class _Field:
    """A label as it stands in a document, and its value."""

    book: Book
    label: str
    span: Span
    value: Span
    fit: float


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the values of the labels that the question asks for, from the document it describes; None when there are none."""
    if question.kind not in {"fact", "list", "explain"} or question.language == "en":
        return None
    if any(slot.unit and slot.unit not in _COUNTS_VALUES for slot in question.slots):
        return None  # what stands behind a label is so many people or bodies, never so many 件 or 次
    fields = [field for book in finder.books(scope) for field in _fields(question, book)]
    if not fields:
        return None
    best = max(field.fit for field in fields)
    if best < FIT_LEAST:
        return None
    fields = _of_its_matter(question, [field for field in fields if field.fit >= NEAR * best])
    if not fields:
        return None
    documents = list(dict.fromkeys(field.book.document.id for field in fields))
    if len(documents) > MOST:
        return clarify(question, [finder.library.document(i) for i in documents])
    return combine([_draft(question, [f for f in fields if f.book.document.id == i]) for i in documents])


def _of_its_matter(question: Question, fields: list[_Field]) -> list[_Field]:
    """Return the fields; of a label that every item of a document has (责任单位), those below what the question speaks of."""
    often = Counter((field.book.document.id, field.label) for field in fields)
    terms = describing(question)
    kept: list[_Field] = []
    for (document, name), times in often.items():
        same = [field for field in fields if (field.book.document.id, field.label) == (document, name)]
        if times > MOST and terms:
            fits = [coverage(terms, _section_text(field)) for field in same]
            least = max(MATTER_LEAST, max(fits))
            same = [field for field, fit in zip(same, fits, strict=True) if fit >= least]
        kept += same
    return kept


def _section_text(field: _Field) -> str:
    """Return the folded text of the innermost section that a field stands in."""
    inside = [s.span for s in field.book.document.sections if s.span.contains(field.span)]
    span = min(inside, key=len, default=field.span)
    return field.book.folded[span.start : span.end]


def _fields(question: Question, book: Book) -> list[_Field]:
    text = book.document.text
    found: list[_Field] = []
    for hit in _LABEL.finditer(text):
        label = fold(hit["label"])
        if _SPEAKING.search(label) or not (_asks(question, label) or _asks_of_meeting(question, label, text)):
            continue
        if any(span.start <= hit.start() < span.end for span in book.document.furniture):
            continue
        end = (_CLOSED if text[hit.start() - 1 : hit.start()] in {"（", "("} else _END).search(text, hit.end())
        value = _without_closing(Span(hit.end(), end.start() if end else len(text)), text)
        if question.count is not None and len(_PARTED.split(value.of(text))) != question.count:
            continue  # 复赛有哪三个环节 is no question for what stands beside 复赛 on another page
        if not value or len(value) > LONGEST or _FIRST_OF_MORE.match(value.of(text)):
            continue
        found.append(
            _Field(book, hit["label"], Span(hit.start("label"), value.end), value, _fit(question, label, book))
        )
    return found


def _without_closing(span: Span, text: str) -> Span:
    """Return `span` without a bracket at its end that was opened before the label."""
    value = span.of(text).rstrip()
    closed = value.endswith(("）", ")")) and not re.search("[（(]", value)
    return Span(span.start, span.start + len(value) - 1) if closed else span


def _asks(question: Question, label: str) -> bool:
    """Say whether the label is what a question word asks for: 联系人是谁, 都有谁列席, 谁做的记录, 抄送了哪些单位."""
    text = question.text
    head = head_of(question) if question.kind == "list" else ""
    if is_class(head) and head not in label:
        return False  # 决赛有哪几个环节 asks for no 决赛:时间,地点
    if label in (question.definition_of, *question.titles):
        return False
    if _ABSENT.fullmatch(label) and _MISSING.search(text):
        return True
    for word in dict.fromkeys(
        (
            label,
            label[-2:] if len(label) >= 4 and label[-2:] not in _CLASSES else label,
            re.sub(r"(?:单位|人员|人)$", "", label),
        )
    ):
        if len(word) < 2 or word not in text:
            continue
        if word != label and re.search(rf"(?:哪|几)(?:几|些|{frames.NUMERAL})?(?:个|家|位|处|座|所)?{word}", text):
            continue  # 哪几个社区 asks for those of the name, not for what stands beside 槐井社区
        tail = "(?:人|单位|人员)?"
        if re.search(
            rf"{word}{tail}{_BETWEEN}{_ASKED}|(?:谁|哪(?:些|个|家)?(?:人|单位|部门|科室|处室)|几(?:位|个|名|人)|多少人)(?:做的?|是|来|去)?{word}",
            text,
        ):
            return True
    return False


def _asks_of_meeting(question: Question, label: str, text: str) -> bool:
    """Say whether it is asked when or where a meeting was held, and the document has but one such label, that of its head."""
    form = _HELD.get(label.removeprefix("会议"))
    once = len(re.findall(rf"(?:^|\n)[ \u3000]*{label}[:：]", text)) == 1
    return form is not None and once and form.search(question.text) is not None


def _fit(question: Question, label: str, book: Book) -> float:
    """Return the share of the question's other words that the document holds, those on its card first, in [0, 1.2]."""
    said = question.text.replace(label, "\n")  # words that run into the label (答复函|抄送|给谁) are none
    terms = [t for t in describing(question) if t.text not in label and label not in t.text and t.text not in _PLAIN]
    terms = [t for t in terms if t.text in said or t.text not in question.text]
    total = sum(term.weight for term in terms)
    if not total:
        return 1.0
    card = about(book)
    held = sum(term.weight for term in terms if meets(term.text, card) or _is_held(term.text, book))
    described = sum(term.weight for term in terms if meets(term.text, card))
    return (held + 0.2 * described) / total


def _is_held(word: str, book: Book) -> bool:
    """Say whether a document holds a word; a meeting is called by the body that meets (党委会)."""
    body = word.removesuffix("议").removesuffix("会")
    return match(word, book.folded) >= HELD_LEAST or (1 < len(body) < len(word) and body in book.folded)


_CLASSES = frozenset(["单位", "人员", "部门", "名单", "领导"])  # at a label's end they name nothing (责任单位)
_COUNTS_VALUES = frozenset("人 名 位 个 家 处 所 座 项 种 类 样 条 门 本 份 级 块 方面".split())
_PLAIN = frozenset(["单位", "电话", "名单", "人员", "部门", "领导", "联系", "联系电话"])


def _draft(question: Question, fields: list[_Field]) -> Draft:
    document = fields[0].book.document
    lines: list[Statement] = []
    shorts: list[str] = []
    items: list[str] = []
    parted = question.kind == "list" or question.asked == "quantity" or re.search("谁|哪些|几", question.text)
    for field in fields:
        quote = Quote(document, field.span)
        value = " ".join(field.value.of(document.text).split()).rstrip("。")
        parts = [part.strip() for part in _PARTED.split(value)] if parted else [value]
        left = [part for part in parts if fold(part) not in question.text or "除" not in question.text]
        items += left
        shown = "、".join(left) if len(left) < len(parts) or len(left) > 1 else value
        unit = question.slots[0].unit if question.asked == "quantity" and question.slots else ""
        counted = f"{len(left)}" if unit else ""
        if counted:
            shorts.append(f"{counted}{unit}")
            shown = f"{counted}{unit}：{shown}"
        else:
            shorts.append(shown)
        lines.append(Statement(f"{field.label}：**{shown}**", (quote,), computed=(counted,) if counted else ()))
    head = Statement(say("according", question.language, label=name_of(document)), frame=True)
    return Draft(
        "answered",
        question.kind,
        (head, *lines),
        short="；".join(dict.fromkeys(shorts)),
        items=tuple(items) if question.kind == "list" else (),
        confidence=0.85,
        documents=(document.id,),
    )
