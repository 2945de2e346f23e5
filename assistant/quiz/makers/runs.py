"""Questions over what a sentence enumerates: which of these belong to the list, with members of other lists as distractors."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.enumerations import find_enumerations
from assistant.folding import fold
from assistant.quiz.drafting import Evidence, draft
from assistant.quiz.makers.wording import LABEL, balanced, is_self_contained, shown
from assistant.quiz.model import HOLE, Claim, QuizItem
from assistant.quiz.sources import Line, Sources, overlap, squeeze, without_opener
from assistant.quiz.words import opens_with_verb, tags
from corpus.model import Span

FEWEST = 3
LONGEST_MEMBER = 22
LONGEST_LEAD = 40
_LABEL_AFTER = re.compile(
    r"^(?:等)?(?:“?[一二三四五六七八九十\d]+(?:个|大|项|类|种|型|方面)[^”，,；;。]{2,10}”?|(?!共|合计|总)[^，,；;。“”\d]{2,8})$"
)


@dataclass(frozen=True, slots=True)
class Run:
    """A list in a clause: the words before it, its members as they stand, and the noun that names them."""

    line: Line
    at: int
    lead: str
    members: tuple[str, ...]
    span: Span
    tail: str
    head: str
    shared: bool

    @property
    def said(self) -> str:
        """The list with its separators, exactly as it stands."""
        return self.span.of(self.line.document.text)


def find_runs(sources: Sources) -> tuple[Run, ...]:
    """Return the usable lists of all lines, in order."""
    return tuple(run for line in sources.all_lines() if not line.heading for run in _runs(line))


def _runs(line: Line) -> Iterator[Run]:
    text = line.document.text
    for found in find_enumerations(fold(line.text)):
        spans = [Span(line.span.start + s.start, line.span.start + s.end) for s in found.items]
        at = next((n for n, c in enumerate(line.clauses) if c.start <= spans[0].start and spans[-1].end <= c.end), None)
        if at is None or len(spans) < FEWEST:
            continue
        spans[0] = _without_governor(text, spans)
        quoted = all(text[s.start - 1 : s.start] == "“" and text[s.end : s.end + 1] == "”" for s in spans)
        if quoted:
            spans = [Span(s.start - 1, s.end + 1) for s in spans]
        members = tuple(s.of(text) for s in spans)
        span = Span(spans[0].start, spans[-1].end)
        clause = line.clauses[at]
        lead, tail = text[clause.start : span.start], text[span.end : clause.end]
        if len(lead) < 6 and at > 0 and span.start - line.clauses[at - 1].start <= LONGEST_LEAD:
            lead = text[line.clauses[at - 1].start : span.start]
        lead = LABEL.sub("", without_opener(lead)).strip()
        if len(set(members)) < len(members) or not all(2 <= len(m) <= LONGEST_MEMBER and balanced(m) for m in members):
            continue
        if (
            any(re.search(r"[、\s]|^[和与及]", m.strip("“”")) and not quoted for m in members)
            or text[span.start - 1] == "、"
        ):
            continue
        if (
            not balanced(lead + tail)
            or not is_self_contained(lead + tail)
            or text[span.end : span.end + 1] in ("、", "和", "与", "及")
        ):
            continue
        suffix = _shared_end(members)
        head = suffix if not tail else tail.removeprefix("等") if _LABEL_AFTER.match(tail) else ""
        if not head:
            continue
        yield Run(line, at, lead, members, span, tail, head, shared=not tail and bool(suffix))


def _without_governor(text: str, spans: list[Span]) -> Span:
    """Return the first member without the verb or preposition that governs the whole list, which the others lack."""
    first, others = spans[0], [s.of(text) for s in spans[1:]]
    if text[first.start] in "“《" or any(_governed(other) for other in others):
        return first
    at = first.start
    for word, tag in tags(first.of(text)):
        if tag not in ("v", "d", "ad", "p") and not opens_with_verb(word):
            break
        at += len(word)
    return Span(at, first.end) if first.end - at >= 2 else first


def _governed(member: str) -> bool:
    return opens_with_verb(member) or tags(member)[0][1] == "p"


def _common_end(texts: list[str]) -> str:
    size = 0
    while size < min(map(len, texts)) and len({text[-size - 1 :] for text in texts}) == 1:
        size += 1
    return texts[0][len(texts[0]) - size :]


def _shared_end(members: tuple[str, ...]) -> str:
    """Return the noun that all members end in, two characters at least; empty when there is none."""
    ending = _common_end([m.strip("“”") for m in members])
    for word, tag in reversed(tags(members[-1].strip("“”"))):
        if ending.endswith(word) and len(word) >= 2 and tag[:1] in "nv":
            return word
        break
    return ""


def make_runs(sources: Sources, document: str, runs: tuple[Run, ...]) -> Iterator[QuizItem]:
    """Yield single, multiple and order-free blank items over the lists of a document."""
    for run in runs:
        if run.line.document.id != document:
            continue
        asked = _question(sources, run)
        if asked is None:
            continue
        rng = random.Random(f"{document}{run.span.start}")
        wrong = _foreign(run, runs, rng)
        here = [Evidence(run.line.document, run.line.span)]
        claim = Claim("among", run.lead + HOLE + run.tail, was=run.said)
        worth = 0.9
        most = 3 if len(run.members) > 3 or len(wrong) < 3 else 2 + rng.randrange(2)
        right = sorted(rng.sample(range(len(run.members)), min(most, len(run.members))))
        if len(wrong) >= 2 and len(right) + len(wrong[:2]) >= 4:
            yield draft(
                sources, "multiple", here, stem=asked.format("下列哪些"), claim=claim, right=[run.members[n] for n in right],
                wrong=wrong[: 2 if len(right) > 2 else 3], value=worth, difficulty=4,
            )  # fmt: skip
        if len(wrong) >= 3:
            yield draft(
                sources, "single", here, stem=asked.format("下列哪一项"), claim=claim,
                right=[run.members[rng.randrange(len(run.members))]], wrong=wrong[:3], value=worth - 0.16, difficulty=3,
            )  # fmt: skip


def _question(sources: Sources, run: Run) -> str | None:
    """Return the stem with ``{}`` for 下列哪些; None when what leads to the list does not let a question follow."""
    name, body = sources.names[run.line.document.id], run.line.body
    lead = run.lead
    if not lead or (body and lead == body):
        return None
    governing = tags(lead[-8:])[-1] if lead else ("", "")
    governed = governing[1][:1] == "v" or governing[0] in ("是", "为", "以", "对", "包括", "等", "在", "从")
    subject = body if run.at > 0 and body and body not in lead and opens_with_verb(lead) else ""
    if not governed or governing[0] in ("在", "从", "对", "以") or len(lead) < 2 or len(lead) > LONGEST_LEAD:
        return None
    head = shown(run.head).strip()
    told = shown(lead)
    label = re.match(r"^“?[一二三四五六七八九十\d]+(?:个|大|项|类|种|型|方面)?", head)
    if "{" in told + head or "}" in told + head:
        return None
    if label and not run.shared:
        return f"据{name}，{subject}{told}的{head}包括{{}}？"
    if head and not re.search(r"[的在和与]|[等]$", head):
        return f"据{name}，{subject}{told}{{}}{head}？"
    return None


def _foreign(run: Run, runs: tuple[Run, ...], rng: random.Random) -> list[str]:
    """Return members of other lists that could stand in this one: same head noun, then same document, then like length."""
    typical = sorted(len(m) for m in run.members)[len(run.members) // 2]
    quoted = run.members[0].startswith("“")
    scored: dict[str, tuple[float, ...]] = {}
    for other in runs:
        if other.line.span == run.line.span and other.line.document is run.line.document:
            continue
        if overlap(run.lead + run.tail, other.line.text) > 0.5:
            continue
        for member in other.members:
            plain = squeeze(member.strip("“”"))
            if (
                member.startswith("“") != quoted
                or plain in squeeze(run.line.text)
                or abs(len(member) - typical) > (2 if typical <= 6 else 5)
            ):
                continue
            if run.shared and not member.endswith(run.head):
                continue
            if not quoted and (_form(member) != _form(run.members[0]) or re.match(r"[各其]", member)):
                continue
            if any(overlap(member, m) >= 0.4 or plain in squeeze(m) or squeeze(m) in plain for m in run.members):
                continue
            same = bool(run.head) and (other.head[-2:] == run.head[-2:] or member.strip("“”").endswith(run.head[-2:]))
            if not (same or quoted or run.shared):
                continue
            near = other.line.document.id == run.line.document.id
            scored.setdefault(member, (-same, -near, abs(len(member) - typical), rng.random()))
    picked: list[str] = []
    for member in sorted(scored, key=lambda m: (*scored[m], m)):
        if all(overlap(member, p) < 0.5 and squeeze(member) not in squeeze(p) for p in picked):
            picked.append(member)
    return picked[:3]


def _form(member: str) -> tuple[bool, str]:
    """Return how a member is built: whether it opens with a verb, and the class of its last word."""
    last = tags(member)[-1][1]
    return opens_with_verb(member), "v" if last[:1] == "v" and last != "vn" else "n"
