"""Questions for a figure or a date: 多少…, 哪一天…, with distractors of the same unit and make."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from assistant.folding import fold
from assistant.quantities import Quantity, find_quantities
from assistant.quiz.drafting import Evidence, draft
from assistant.quiz.makers.wording import LABEL, Setting, balanced, is_self_contained, is_solemn, shown
from assistant.quiz.model import HOLE, Claim, QuizItem
from assistant.quiz.sources import Line, Sources
from assistant.quiz.words import follows_noun
from corpus.model import Span

_DATE = re.compile(r"(?<!\d)(?:(?:19|20)\d{2}年)?\d{1,2}月(?:\d{1,2}日|底)?(?!\d)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_HAN = "二三四五六七八九十"
_NOT_ASKED = frozenset({"年", "点", "级", "岗", "型", "大", "倍", "版", "本", "周", "届", "月", "岁"})


def make_figures(sources: Sources, document: str) -> Iterator[QuizItem]:
    """Yield single, blank and judge items over the figures and dates of a document."""
    lines = sources.lines(document)
    numbers = [n for line in lines for n in _NUMBER.findall(line.text)]
    for line in lines:
        for at, clause in enumerate(line.clauses):
            for span, quantity in _askable(line, clause):
                yield from _items(sources, line, at, span, quantity, numbers)
            for hit in _DATE.finditer(line.clause(at)):
                span = Span(clause.start + hit.start(), clause.start + hit.end())
                yield from _dates(sources, line, at, span)


def _askable(line: Line, clause: Span) -> Iterator[tuple[Span, Quantity]]:
    text = fold(clause.of(line.document.text))
    found = find_quantities(text)
    for quantity in found:
        span = quantity.span
        word = text[span.start : span.end]
        inside = text.count("“", 0, span.start) > text.count("”", 0, span.start)
        titled = text.count("《", 0, span.start) > text.count("》", 0, span.start)
        touching = any(other.span.start == span.end or other.span.end == span.start for other in found)
        if quantity.ordinal or inside or titled or touching or not (quantity.unit or re.search(r"[万亿]", word)):
            continue
        if quantity.unit in _NOT_ASKED or "数" in word or "半" in word or text[span.end : span.end + 1] in ("”", "+"):
            continue
        digits = bool(re.search(r"\d", word))
        han = re.search(rf"[{_HAN}]", word)
        if not digits and (not han or len(re.findall(rf"[一{_HAN}百千]", word)) > 2 or span.start == 0):
            continue
        if not digits and (re.search(r"[一第]", word) or follows_noun(text[: span.start])):
            continue  # 中央八项规定 is a name, not a count
        yield Span(clause.start + span.start, clause.start + span.end), quantity


def _items(
    sources: Sources, line: Line, at: int, span: Span, quantity: Quantity, numbers: Sequence[str]
) -> Iterator[QuizItem]:
    text = line.document.text
    if span.of(text).startswith("达到"):
        span = Span(span.start + 2, span.end)
    word = span.of(text)
    setting = Setting(sources, line, at)
    unit = "" if quantity.unit == "%" else quantity.unit
    before = re.match(r"^(?:先后)?(?:超过|超|近|约|至少|不少于|达到)?", word)
    lead = before.group() if before and quantity.unit == "%" else ""
    asked = setting.ask(
        span,
        lead
        + "多少"
        + ("个" if unit in ("方面", "部分") else "")
        + unit
        + (re.search(r"(?:以上|以下|以内|左右)?$", word) or [""])[0],
    )
    frame = setting.statement(span, HOLE)
    if asked is None or frame is None:
        return
    others = near_figures(word, numbers)
    if not others:
        return
    here = [Evidence(line.document, line.span)]
    claim = Claim("fill", frame)
    worth = 0.9 + 0.1 * (quantity.value is not None and quantity.value >= 10)
    if len(others) >= 3:
        yield draft(
            sources, "single", here, stem=asked, claim=claim, right=[word], wrong=others[:3], value=worth, difficulty=2
        )
    if (
        others
        and not is_solemn(word + frame)
        and (statement := setting.statement(span, word))
        and (stem := setting.state(span, others[0]))
    ):
        yield draft(
            sources, "judge", here, stem=stem, true=statement,
            claim=Claim("statement", statement, was=word, said=others[0]), value=worth - 0.2, difficulty=2,
        )  # fmt: skip
    if frame.count(HOLE) == 1 and (stem := setting.state(span, HOLE)):
        yield draft(
            sources, "blank", here, stem=stem, accepted=_ways(word), claim=claim, value=worth - 0.25, difficulty=3
        )


def _ways(word: str) -> list[str]:
    """Return the accepted spellings of a figure: as printed, and without the blanks a text may have."""
    return list(dict.fromkeys([word, re.sub(r"\s", "", word)]))


def near_figures(word: str, numbers: Sequence[str]) -> list[str]:
    """Return `word` with other numbers of its precision and size: real ones of the document first, then made ones."""
    hit = _NUMBER.search(word)
    if hit is None:
        return _near_han(word)
    own = float(hit.group())
    decimals = len(hit.group().partition(".")[2])
    zeros = len(hit.group()) - len(hit.group().rstrip("0")) if not decimals else 0
    real = [
        n for n in numbers
        if own * 0.3 <= float(n) <= own * 3.5 and float(n) != own and len(n.partition(".")[2]) == decimals
        and not re.fullmatch(r"(?:19|20)\d\d", n) and len(n) - len(n.rstrip("0")) >= zeros
    ]  # fmt: skip
    rng = random.Random(f"{word}|{len(numbers)}")
    made: list[str] = []
    step = 10 ** (zeros - decimals) if zeros or decimals else 1
    for factor in rng.sample([0.6, 0.75, 0.85, 1.2, 1.35, 1.5, 1.8], 7):
        value = round(own * factor / step) * step
        value = value + step if value == own else value
        if decimals and f"{value:.{decimals}f}".endswith("0"):
            value += step
        made.append(f"{value:.{decimals}f}")
    if own < 10 and not decimals:
        made = [str(int(own) + d) for d in rng.sample([-3, -2, -1, 1, 2, 3, 4], 7) if own + d >= 2]
    if "%" in word:
        real, made = [n for n in real if float(n) <= 100], [n for n in made if float(n) < 100]
    picked = list(dict.fromkeys([*sorted(dict.fromkeys(real), key=lambda n: abs(float(n) - own))[:2], *made]))
    return [word[: hit.start()] + n + word[hit.end() :] for n in picked if float(n) > 0]


def _near_han(word: str) -> list[str]:
    hit = re.search(rf"[{_HAN}两]", word)
    if hit is None or len(re.findall(rf"[{_HAN}两百千]", word)) > 1:
        return []
    ladder = [*_HAN, "十一", "十二", "十三"]
    own = ladder.index(hit.group().replace("两", "二"))
    picked = [ladder[i] for i in (own + 1, own - 1, own + 2, own - 2, own + 3) if 0 <= i < len(ladder)]
    return [word[: hit.start()] + ("两" if n == "二" else n) + word[hit.end() :] for n in picked]


def _dates(sources: Sources, line: Line, at: int, span: Span) -> Iterator[QuizItem]:
    text = line.document.text
    word = span.of(text)
    alone = span == line.clauses[at]
    setting = Setting(sources, line, at, forward=alone)
    frame = setting.statement(span, HOLE)
    if (
        frame is None
        or text[span.start - 1 : span.start] in ("“", "《", "（", "(")
        or text[span.end : span.end + 1] in tuple("上下晚凌")
    ):
        return
    others = _near_dates(word)
    when = "哪一天" if word.endswith("日") else "什么时间"
    asked = setting.ask(span, when)
    if alone and asked is not None:
        told = shown(frame.replace(HOLE, "").lstrip(",，"))
        asked = f"据{setting.name}，{told}是在{when}？" if frame.startswith(HOLE) else None
    here = [Evidence(line.document, line.span)]
    if len(others) >= 3 and asked is not None:
        yield draft(
            sources, "single", here, stem=asked, claim=Claim("fill", frame), right=[word], wrong=others[:3], value=0.95,
            difficulty=2,
        )  # fmt: skip
    if stem := setting.state(span, HOLE):
        yield draft(sources, "blank", here, stem=stem, accepted=[word], claim=Claim("fill", frame), value=0.7)


def _near_dates(word: str) -> list[str]:
    hit = re.search(r"(\d{1,2})月(?:(\d{1,2})日)?", word)
    if hit is None:
        return []
    month, day = int(hit[1]), hit[2]
    if day is None:
        months = [m for m in (month - 1, month - 2, month - 3, month + 1, month + 2) if 1 <= m <= 12]
        return [word[: hit.start()] + f"{m}月" + word[hit.end() :] for m in months]
    days = [d for d in (int(day) - 5, int(day) + 7, int(day) - 10, int(day) + 3, int(day) - 2) if 1 <= d <= 28]
    return [word[: hit.start()] + f"{month}月{d}日" + word[hit.end() :] for d in days]


def make_figure_matches(sources: Sources, document: str) -> Iterator[QuizItem]:
    """Yield matches between what was counted (and by whom) and its figure, four neighbours at a time."""
    found = [(line, *pair) for line in sources.lines(document) for pair in _counted(line)]
    for start in range(0, len(found) - 2, 4):
        group = found[start : start + 4]
        lefts, figures = [what for _, what, _ in group], [figure for _, _, figure in group]
        if len(group) < 3 or len(set(figures)) != len(figures) or len(set(lefts)) != len(lefts):
            continue
        lines = {line.span: Evidence(line.document, line.span) for line, _, _ in group}
        yield draft(
            sources, "match", list(lines.values()), stem=f"据{sources.names[document]}，把下列内容与相应的数字连起来。",
            claim=Claim("pairs", "figure"), pairs=list(zip(lefts, figures, strict=True)), value=0.92, difficulty=4,
        )  # fmt: skip


def _counted(line: Line) -> Iterator[tuple[str, str]]:
    """Yield (what, figure) for the clauses that end in their only figure; ``what`` names the office when there is one."""
    for clause in line.clauses:
        own = list(_askable(line, clause))
        if len(own) != 1 or own[0][0].end != clause.end or not own[0][1].unit:
            continue
        what = line.document.text[clause.start : own[0][0].start]
        what = LABEL.sub("", what)
        what = re.sub(r"^(?:和|以及|及|并)|(?:等)?共$", "", what).removeprefix(line.body)
        if 3 <= len(what) <= 18 and is_self_contained(what) and balanced(what) and not re.search(r"\d|[“、]$", what):
            yield f"{line.body}：{what}" if line.body else what, own[0][0].of(line.document.text)
