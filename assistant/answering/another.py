"""The same asked of another one (卫健那边呢, 省里的呢): the value that stands for it where that of the first stands.

教育、卫健两家下沉率分别只有54%和49%: of all the library 卫健 may mean anything; beside the 54% of the other it means one
thing. So its name must stand with a value of the same kind, and not with that of the first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering import beside, rowmate
from assistant.answering.grid import Row, Table, header, naming_column
from assistant.answering.misplaced import shifts
from assistant.answering.told import cell_of
from assistant.draft import Draft, Quote, Statement
from assistant.evidence import Book, Sentence
from assistant.folding import fold
from assistant.quantities import find_quantities
from assistant.question.clauses import OPEN
from assistant.question.model import Question, Slot
from assistant.question.states import BEFORE
from assistant.question.terms import match, tokenize
from assistant.question.words import load_words
from assistant.typed import counted_in, unit_agrees
from corpus.model import Span
from corpus.numerals import read_number

SURE = 0.9
MET_LEAST = 0.8
NEAR = 4  # sentences of one section
LONGEST = 20  # characters; a longer one says what it asks
INVENTED = 4  # characters of a name that no dictionary has
_ENDS = re.compile(r"呢[?。! ]*$")
_LEVEL = re.compile(r"(?<![\u4e00-\u9fff])[到在被给向由]?(?P<of>[省市县区镇乡村])(?:里头?|一级|级|上)")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_LETTERED = re.compile(r"(?<![a-z])[a-z][\u4e00-\u9fff]")
_EARLIER = re.compile(rf"{BEFORE.pattern}|^(?:那|那么)?(?:原来|原先|以前|之前|过去|去年|[上前头](?:一)?年)的?(?:呢|那)")
_WAS = re.compile(
    r"(?:上年|去年|上一年|前一年|(?:19|20)\d\d年|原来|原先|过去|以前)[末底人均]{0,2}(?:同期)?[为是的有]?$"
)
LEADS = 10  # characters before a value in which the time stands that it is of
_CHANGE = re.compile(r"[比较][^,;。]*(?:[增加减少涨降升提高低多大长快]|下降|净增)[了近约]*$")
_STEP = re.compile(r"(?P<to>[后下前上])(?:面|边|头)?(?:那|这)?的?(?:一|个)?(?P<of>[期批届轮次场讲])")
_RANK = re.compile(r"第(?P<n>\d+|[一二三四五六七八九十]+)(?P<of>[期批届轮次场讲])")
_NUMERALS = "零一二三四五六七八九十"
_STOPS = re.compile(r"[;。]")
_EACH = re.compile(r"(?P<names>[\u4e00-\u9fff]{1,12}(?:[、和与及][\u4e00-\u9fff]{1,12})+)(?:[^,;。:、\d]{0,2})分别")
_JOINTS = re.compile(r"[、和与及]")
_GLUE = re.compile(r"那边|那种|这种|那样|这边|那头|那块|方面|的话|来的|要是|如果|换成|改成")


def names_another(text: str) -> bool:
    """Say whether folded `text` only names another one of which the same is asked: it ends in 呢 and asks nothing itself."""
    return len(text) <= LONGEST and _ENDS.search(text) is not None and OPEN.search(text) is None


def tells(previous: Question, question: Question, draft: Draft | None) -> bool:
    """Say whether `draft` answers a follow-up; one that only names another one needs a figure where the first was one."""
    if draft is None or draft.status != "answered":
        return False
    if previous.kind != "fact" or previous.asked not in {"quantity", "percent"} or not names_another(question.text):
        return True
    slot = previous.slots[0] if previous.slots else Slot("", "")
    typed = not slot.unit and counted_in(previous, slot)  # money, a share, an age
    text = " ".join([fold(q.text) for line in draft.statements for q in line.quotes] + [fold(draft.short or "")])
    words = _words(question.text, previous)
    counted = any(q.unit and (not typed or unit_agrees(previous, slot, q)) for q in find_quantities(text))
    return counted and (not words or any(_meets(word, text) for word in words))


def answer(previous: Question, told: Draft, text: str, book: Book) -> Draft | None:
    """Return what stands for the one that folded `text` names where `told` stands for the first; None when that is not sure."""
    words = _words(text, previous)
    if not names_another(text) or not told.short:
        return None
    spans = [q.span for line in told.statements for q in line.quotes if q.document.id == book.document.id]
    rows = rowmate.rows_at(book, spans)
    if len(rows) == 1 and words:
        return _in_table(words, *rows[0], fold(told.short or ""))
    first = None if rows else _first(previous, fold(told.short or ""), spans, book)
    if first is None:
        return None
    sentence, span = first
    own, part = _clause(previous, sentence, span), _part(sentence.text, span)
    if _EARLIER.search(text):
        was = _before(previous, sentence, span)
        return _told(book, sentence.span, was.of(sentence.span.of(book.document.text))) if was else None
    ranked = _counted_on(text, f"{own} {previous.text}")
    words = ranked or words
    found: list[tuple[tuple[int, bool, bool, bool], Sentence, Span]] = []
    for other in _beside(book, sentence):
        for value in _alike(previous, other, span.of(sentence.text)):
            if (other, value) == (sentence, span):
                continue
            clause = _clause(previous, other, value)
            if _CHANGE.search(re.split("[,;。]", other.text[: value.start])[-1]):
                continue  # 比2024年增加18名 is not what there was in 2024
            met = [word for word in words if _meets(word, clause) and not _meets(word, own)]
            if met and (words[-1] in met or ranked):
                same = other == sentence
                nearest = (
                    len(met),
                    other.paragraph == sentence.paragraph,
                    same,
                    same and _part(other.text, value) == part,
                )
                found.append((nearest, other, value))
    best = [(other, value) for fit, other, value in found if fit == max(fit for fit, _, _ in found)]
    if len(best) != 1:
        return None
    ((other, value),) = best
    value = next((new.span for old, new in shifts(other.text) if old.span == value), value)  # 30分降到10分
    return _told(book, other.span, value.of(other.span.of(book.document.text)))


def _words(text: str, previous: Question) -> list[str]:
    """Return the words that name the other one, without those of the question before: 省里 as 省级."""
    plain = re.sub(r"(?<=[\u4e00-\u9fff])了(?=[\u4e00-\u9fff])", "", _ENDS.sub("", text)).rstrip("的")  # 退了休的
    levels = [hit["of"] + "级" for hit in _LEVEL.finditer(_GLUE.sub("", plain))]
    years = _YEAR.findall(plain)
    if levels or years:
        return levels or years
    if lettered := _LETTERED.findall(plain):
        return list(lettered)
    dull = load_words("stopwords") | load_words("pointing")
    bare = _GLUE.sub("", plain).removeprefix("那")
    tokens = [(word, tag) for word, tag in tokenize(_GLUE.sub(" ", plain)) if word not in dull]
    long = [word for word, _ in tokens if len(word) > 1 or word in "男女"]
    short = [word for word, tag in tokens if tag[:1] == "n" and word not in previous.text]  # 评银的
    invented = [bare] * (1 < len(bare) <= INVENTED)  # 暖新驿 is no word of the dictionary
    named = [place.surface for place in previous.places]
    words = long or short or invented
    return [word for word in words if word not in previous.text and not any(word in name for name in named)]


def _counted_on(text: str, first: str) -> list[str]:
    """Return the number that follows, or goes before, the one that `first` names (第一期: 后一期呢); often none."""
    step = _STEP.search(text)
    ranks = {hit["of"]: hit["n"] for hit in _RANK.finditer(first)}
    if step is None or step["of"] not in ranks:
        return []
    number = (read_number(ranks[step["of"]]) or 0) + (1 if step["to"] in "后下" else -1)
    return [f"第{name}{step['of']}" for name in (_NUMERALS[number], str(number))] if 0 < number < len(_NUMERALS) else []


def _before(previous: Question, sentence: Sentence, span: Span) -> Span | None:
    """Return the value of before that a sentence tells beside that of now (由52小时降到37小时, 上年为718万元)."""
    text, values = sentence.text, _alike(previous, sentence, span.of(sentence.text))
    changed = [old.span for old, new in shifts(text) if new.span == span]
    led = [v for v in values if v != span and _WAS.search(_STOPS.split(text[max(0, v.start - LEADS) : v.start])[-1])]
    found = changed or led
    return found[0] if len(found) == 1 else None


def _part(text: str, span: Span) -> int:
    """Return where the part between semicolons begins in which a value stands."""
    return max(text.rfind(mark, 0, span.start) for mark in ";。")


def _meets(word: str, text: str) -> bool:
    if word[1:] == "级":  # 市级以上, 县(市、区), 市直单位
        return re.search(rf"{word[0]}(?:级|直|里|内|属|[(、])|全{word[0]}", text) is not None
    return match(word, text) >= MET_LEAST


def _first(previous: Question, short: str, spans: Sequence[Span], book: Book) -> tuple[Sentence, Span] | None:
    """Return the sentence and the one value in it that was told of the first."""
    found = []
    for sentence in book.sentences:
        if sentence.heading or sentence.furniture or not any(sentence.span.overlaps(span) for span in spans):
            continue
        values = [span for span in beside.values(previous, sentence.text) if _same(span.of(sentence.text), short)]
        found += [(sentence, span) for span in values]
    return found[0] if len(found) == 1 else None


def _same(value: str, short: str) -> bool:
    return value in short or short in value


def _alike(previous: Question, sentence: Sentence, first: str) -> list[Span]:
    """Return the values of a sentence that are of the kind of the first, and counted as it is."""
    text = sentence.text
    units = {q.unit for q in find_quantities(first)}
    spans = beside.values(previous, text)
    return [s for s in spans if not units or {q.unit for q in find_quantities(s.of(text))} == units]


def _beside(book: Book, sentence: Sentence) -> list[Sentence]:
    """Return the sentences near one, in its section or in the points beside it."""
    near = book.sentences[max(0, sentence.order - NEAR) : sentence.order + NEAR + 1]
    above = _parent(book, sentence)
    kept = [s for s in near if not s.heading and not s.furniture]
    return [s for s in kept if s.section == sentence.section or (above is not None and _parent(book, s) == above)]


def _parent(book: Book, sentence: Sentence) -> int | None:
    sections = {section.index: section.parent for section in book.document.sections}
    return None if sentence.section is None else sections[sentence.section]


def _clause(previous: Question, sentence: Sentence, span: Span) -> str:
    """Return the words that a value is told of: since the value before it, or its one of names that are gone through."""
    text = sentence.text
    values = _alike(previous, sentence, span.of(text))
    for each in _EACH.finditer(text):
        names, run = _JOINTS.split(each["names"]), [v for v in values if v.start >= each.end()]
        run = [
            v
            for before, v in zip([None, *run], run, strict=False)
            if before is None or _JOINTS.fullmatch(text[before.end : v.start])
        ]
        if span in run and len(run) == len(names):
            return names[run.index(span)]
    start = max((value.end for value in values if value.end <= span.start), default=0)
    lead = _STOPS.split(text[start : span.start])[-1]
    return lead + re.split(r"[,;。、:]", text[span.start :])[0]


def _in_table(words: Sequence[str], table: Table, row: Row, short: str) -> Draft | None:
    """Return the cell of the same row under another header, or of the same column in another row."""
    at = [i for i, cell in enumerate(row.cells) if cell.strip() and _same(fold(cell.strip()), short)]
    names = naming_column(table)
    if len(at) != 1:
        return None
    heads = [
        i for i in range(len(table.header)) if i != at[0] and all(_meets(w, fold(header(table, i)[0])) for w in words)
    ]
    if len(heads) == 1 and row.cells[heads[0]].strip():
        return _told(table.book, row.span, cell_of(table, row, heads[0]))
    if names is None or heads:
        return None
    others = [r for r in table.rows if r != row and _meets(words[-1], fold(r.cells[names]))]
    if len(others) != 1 or not others[0].cells[at[0]].strip():
        return None
    return _told(table.book, others[0].span, cell_of(table, others[0], at[0]))


def _told(book: Book, span: Span, short: str) -> Draft:
    line = Statement(f"**{short}**", (Quote(book.document, span),))
    return Draft("answered", "fact", (line,), short=short, confidence=SURE, documents=(book.document.id,))
