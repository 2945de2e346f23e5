"""How many of a whole are not of a kind whose number is stated: 交办1358个,已办结1281个 leaves 77 that are not done.

The whole stands in the same sentence, or before it where the part is told with its share of the whole (4631名,占39.0%).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.answering.compute import ROUGH, plain
from assistant.answering.earlier import changes
from assistant.answering.matter import agrees, is_of_matter
from assistant.answering.moved import moves
from assistant.answering.parts import Result
from assistant.evidence import Candidate
from assistant.quantities import Quantity, compatible, find_quantities
from assistant.question.model import Question
from assistant.question.operation import LEFT, denied
from assistant.question.terms import match, tokenize
from corpus.model import Span

NEAR = 16  # characters between the whole and its part
LONGEST = 4  # characters of the words before 以外 that say what is left out
FARTHEST = 12  # sentences before the part in which the whole may stand that its share tells
_NO = re.compile(r"未|没|不(?!含|包|便)|尚|无|非")
_REST = re.compile(r"^[^。;\d]{0,16}[,;]\s*(?:其余|剩余|余下|剩下|其他|其它)")
_SPENT = re.compile(r"(?:支出?|发放|使用|用于|用去|拨付|下拨|列支|花费|花|兑现|发)[了出]?[^,;。]{0,2}$")
_AUXILIARY = re.compile(r"[被能得完成了过掉好着有上到用要再]")
_INSIDE = re.compile(r"(?:其中|[里中]),?(?:只|仅)?有?$|(?:已|只|仅|却|就)有$")
_SHARE = re.compile(r",?占(?:比|了)?(?P<share>\d+(?:\.\d+)?)%")
_ROUNDED = 0.051  # per cent that a stated share may be off when it is rounded
_BESIDES = re.compile("以外|之外|除外")
_DONE = re.compile("已经?")
_ALL = re.compile(r"(?:全[部市区县省]|总|共有?|应|须|需|计划)[^,;。\d]{0,4}$")
_DOES = re.compile(r"[,;](?:[\u3400-\u9fff]{0,6},)?(?:今年|本年|已经?|现已?|目前|首批|第一批|先)[^,;。\d]{1,6}$")
_COME = frozenset("来去到")  # who did not come is told by who did (实到)
_DUE = re.compile(r"(?:应当?|须|需|拟|计划|要求|任期届满|到期)[^,;。\d]{0,12}$")
_ONLY_DONE = re.compile(
    r"[^,;。\d]{0,4},?(?:截至?[^,;。]{0,8}|目前|现|当前)?,?(?:已经?|实际|共)?(?:完成|办结|办理|落实|到位|做完)了?"
)
_KINDS = {"男": "女", "女": "男"}


def remainders(question: Question, candidate: Candidate) -> Iterable[Result]:
    """Yield how many of a whole are not of the kind that the question denies, or are left."""
    text, what, other = candidate.sentence.text, _denied(question), kind_left(question)
    moved = {(m.before.span, m.now.span) for m in moves(text)}
    found: list[tuple[bool, Result]] = []
    for whole, part in _pairs(text):
        if (whole.span, part.span) in moved or not compatible(whole.unit, part.unit):
            continue
        now, kind = whole.value or 0.0, part.value or 0.0
        between = text[whole.span.end : part.span.start]
        if now <= kind or re.search("[。;]", between) or not agrees(question, part):
            continue
        near = _beside(text, part)
        if _NO.search(near) or (other and not _is_kind(between, near, other)):
            continue
        denied_here = what is not None and (
            _is_told(what, near, text) or _is_done(what, text[: whole.span.start], between)
        )
        if not denied_here and _counts_another(text, whole, part):
            continue
        told = bool(other) or denied_here
        if LEFT.search(question.text):
            after = text[part.span.end :]
            spent = whole.unit.endswith("元") and whole.unit == part.unit and _SPENT.search(between) is not None
            some = _ALL.search(text[: whole.span.start]) is not None and _DOES.search(between) is not None
            told = told or _REST.match(after) is not None or ((spent or some) and what is None)
        joined = len(between) <= NEAR or "其中" in between or (what is not None and what in near)
        said = text[: part.span.end + len(re.split("[,;。]", text[part.span.end :])[0])]
        rest = _rest(text, part)
        operands = (whole, part, rest) if rest else (whole, part)
        if told and joined and is_of_matter(question, candidate, said, led=True, operands=operands):
            named = _is_named(question, text, whole)
            left = rest.value or 0.0 if rest else now - kind
            working = "" if rest else f"{plain(now)} − {plain(kind)} = {plain(left)}"
            found.append((named, Result(candidate, left, part.unit, working)))
    sure = [result for named, result in found if named]
    yield from sure or [result for _, result in found]
    yield from _of_shares(question, candidate, what, other)


def _rest(text: str, part: Quantity) -> Quantity | None:
    """Return the figure that the text itself gives what a part leaves (其余15道转入2026年); None when it gives none."""
    hit = _REST.match(text[part.span.end :])
    after = next((q for q in _figures(text) if q.span.start >= part.span.end), None) if hit else None
    return (
        after if hit and after and after.span.start == part.span.end + hit.end() and after.unit == part.unit else None
    )


def _denied(question: Question) -> str | None:
    """Return what the question denies, without whose it is (鹤川审计局在职以外的 → 在职)."""
    what = denied(question.text)
    for place in question.places:
        what = what and what.replace(place.surface, "")
    if what and _BESIDES.search(question.text):
        words = [word for word, _ in tokenize(question.text[: question.text.find(what) + len(what)])]
        last = "".join(words[-2:])
        what = last if len(last) <= LONGEST else words[-1]
    return what or None


def kind_left(question: Question) -> str:
    """Return the kind that is all of a whole but the asked one (女党员 for 男党员, and 女 for 男的); empty when none is."""
    hit = re.search(r"(?P<kind>[男女])(?=[\u3400-\u9fff]{2})", question.text)
    return _KINDS[hit["kind"]] if hit else ""


def _is_named(question: Question, text: str, whole: Quantity) -> bool:
    """Say whether the question names a whole by the word before its figure (交办1358个 of 交办的没办完)."""
    lead = tokenize(re.split("[,;。、]", text[: whole.span.start])[-1])
    return bool(lead) and len(lead[-1][0]) > 1 and lead[-1][0] in question.text


def _beside(text: str, part: Quantity) -> str:
    """Return the words that tell what a part is: before its figure, and behind it in 其中16处24小时开放."""
    others = [q for q in find_quantities(text) if q.span.end <= part.span.start and compatible(q.unit, part.unit)]
    start = max((q.span.end for q in others), default=0)
    before = re.split("[。;]", text[start : part.span.start])[-1]
    behind = re.split(r"[,;。]", text[part.span.end :])[0][:NEAR] if _INSIDE.search(before) else ""
    _, inside, named = before.rpartition("其中")
    return (named if inside else before[-NEAR:]) + behind


def _figures(text: str) -> list[Quantity]:
    return [q for q in find_quantities(text) if q.value is not None and q.unit and not q.ordinal]


def _pairs(text: str) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield figures beside each other, and the first of a list of one noun with each of its kinds (党员328名,…,女党员117名).

    Kinds of one whole are no wholes of each other, and by how much a whole has grown is neither.
    """
    grown = {change.by.span for change in changes(text)}
    figures = [q for q in _figures(text) if q.span not in grown]
    kinds: set[Span] = set()
    for at, whole in enumerate(figures):
        noun = _noun(text, whole)
        for last in range(at + 1, len(figures)):
            part = figures[last]
            if (
                part.unit != whole.unit
                or whole.span in kinds
                or re.search("[。;]", text[whole.span.end : part.span.start])
            ):
                break
            if noun and _noun(text, part) == noun:
                kinds.add(part.span)
                yield whole, part
    for at, part in enumerate(figures):
        alike = [q for q in figures[:at] if compatible(q.unit, part.unit)]
        if part.span in kinds or not alike:
            continue
        inside = text.rfind("其中", 0, part.span.start)
        wholes = [q for q in alike if q.span.end <= inside and not re.search("[。;]", text[inside : part.span.start])]
        if wholes and not _DONE.search(_beside(text, part)):  # 其中甲19人,乙7人 are both kinds of what is before
            yield wholes[-1], part
            continue
        beside = not any(text[q.span.start].isdigit() for q in figures[:at] if q.span.start > alike[-1].span.start)
        if beside or "其中" in text[figures[at - 1].span.end : part.span.start]:  # 40名,聘期3年,其中企业代表16名
            yield alike[-1], part


def _noun(text: str, figure: Quantity) -> str:
    """Return the noun that a figure stands right behind (现有党员328名 → 党员), or nothing."""
    last = next(iter(reversed(tokenize(re.split("[,;。、]", text[: figure.span.start])[-1]))), ("", ""))
    return last[0][-2:] if last[1][:1] == "n" and text[: figure.span.start].endswith(last[0]) else ""


def _is_kind(between: str, near: str, other: str) -> bool:
    return near.endswith(other) or re.search(rf"{other}[\u3400-\u9fff]{{0,4}}$", between) is not None


def _is_told(what: str, near: str, text: str) -> bool:
    """Say whether the words beside a figure say what is denied: 已整改 of 没改, 正式点到人头的 of 没点到人头."""
    verbs = [word for word, tag in tokenize(what) if tag[:1] == "v"]
    verbs = [verb for verb in verbs if len(verb) > 1] or verbs
    others = [word for word, tag in tokenize(what) if tag[:1] != "v"]
    if len(verbs) == 1 and len(verbs[0]) > 1 and verbs[0] in near and all(word in text for word in others):
        return True
    core = _AUXILIARY.sub("", what) or what
    if len(core) == 1:
        return core in near or (core in _COME and near.endswith("实到"))
    told = match(what, near) >= (0.6 if len(what) > 3 else 0.8)
    return told or re.search(".{0,2}".join(map(re.escape, core)), near) is not None


def _is_done(what: str, before: str, between: str) -> bool:
    """Say whether a whole is said to be due for what is denied, and the part only to be done: 应换届17个,已完成9个."""
    due = _DUE.search(re.split("[,;。]", before)[-1])
    core = _AUXILIARY.sub("", what) or what
    return due is not None and core in due.group() and _ONLY_DONE.fullmatch(between) is not None


def _counts_another(text: str, whole: Quantity, part: Quantity) -> bool:
    """Say whether the part is a number of something else than the whole: 检查支部40个,发现问题15个."""
    between = text[whole.span.end : part.span.start]
    last = next(iter(reversed(tokenize(between))), ("", ""))
    if "其中" in between or last[1][:1] != "n" or len(last[0]) < len("支部") or not between.endswith(last[0]):
        return False
    clause = re.split(r"[,;。]", text[: whole.span.start])[-1] + re.split(r"[,;。]", text[whole.span.end :])[0]
    return match(last[0], clause) < 0.6 and match(last[0], text[: whole.span.start]) < 0.6


def _of_shares(question: Question, candidate: Candidate, what: str | None, other: str) -> Iterable[Result]:
    """Yield the rest of a whole that stands before, known by the share that the text gives the part."""
    text, book = candidate.sentence.text, candidate.book
    for part in _figures(text):
        share, lead = _SHARE.match(text[part.span.end :]), re.split("[,;。、:]", text[: part.span.start])[-1]
        if share is None or part.unit == "%" or not part.value or not agrees(question, part) or _NO.search(lead):
            continue
        kind = re.search(rf"{other}[\u3400-\u9fff]{{0,4}}$", lead) if other else None
        if not kind and not (what and _is_told(what, lead, text)):
            continue
        order = candidate.sentence.order
        earlier = [s for s in book.sentences[max(0, order - FARTHEST) : order] if not s.furniture]
        wholes = {
            (q.value, s.span)
            for s in earlier
            for q in _figures(s.text)
            if q.unit == part.unit and q.value and q.value > part.value and not ROUGH.search(q.span.of(s.text))
            and abs(100 * part.value / q.value - float(share["share"])) <= _ROUNDED
        }  # fmt: skip
        if len({value for value, _ in wholes}) == 1 and is_of_matter(question, candidate, lead, led=True):
            value, span = min(wholes, key=lambda found: (found[1].start, found[1].end))
            left = value - part.value
            working = f"{plain(value)} − {plain(part.value)} = {plain(left)}"
            yield Result(candidate, left, part.unit, working, also=(span,))
