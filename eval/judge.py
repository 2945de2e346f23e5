"""The verdict on one answer: right status, right content, nothing forbidden, and cited with the right passage.

Two separate things: an answer is *correct* when status and content are right and nothing forbidden is said; it is
*correctly cited* when its citations also reach the gold evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.model import Answer
from eval.cases import Case
from eval.evidence import Located
from eval.figures import figures
from eval.metrics.citations import citation_score
from eval.metrics.list_items import list_items
from eval.metrics.outline import outline_completeness
from eval.names import STATUS_NAMES
from eval.wording import folded, holds, without_enumerator, without_markers

LONGEST_SHORT = 30  # signs that a bare fact may be longer than the accepted one; beyond, it is not a bare fact


@dataclass(frozen=True, slots=True)
class Judgement:
    """``reasons`` say in Chinese what is wrong; empty for a correct and correctly cited answer."""

    status_right: bool
    content_right: bool
    forbidden: tuple[str, ...]
    cited_right: bool | None
    reasons: tuple[str, ...]

    @property
    def correct(self) -> bool:
        """Right status, right content, nothing forbidden."""
        return self.status_right and self.content_right and not self.forbidden


def judge(case: Case, answer: Answer, evidence: Sequence[Located] = ()) -> Judgement:
    """Judge one answer. ``cited_right`` is None where no citation is due (a refusal that is right, no evidence)."""
    reasons: list[str] = []
    status_right = answer.status in case.expect.status
    if not status_right:
        due = "或".join(STATUS_NAMES.get(one, one) for one in case.expect.status)
        reasons.append(f"应{due}，实为{STATUS_NAMES.get(answer.status, answer.status)}")
    faults = _content_faults(case, answer) if answer.status in ("answered", "partial") else ()
    reasons += faults
    forbidden = said_forbidden(case, answer)
    reasons += [f"说了不该说的“{claim}”" for claim in forbidden]
    cited_right: bool | None = None
    if case.answerable and answer.status in ("answered", "partial"):
        score = citation_score(answer.citations, evidence)
        if score is not None:
            cited_right = score.recall > 0
            if not cited_right:
                reasons.append("出处没有落在依据上")
    return Judgement(
        status_right=status_right,
        content_right=not faults,
        forbidden=forbidden,
        cited_right=cited_right,
        reasons=tuple(reasons),
    )


def said_forbidden(case: Case, answer: Answer) -> tuple[str, ...]:
    """Return the forbidden claims that stand in the answer, its bare fact or its entries."""
    said = _said(answer)
    return tuple(claim for claim in case.expect.forbidden if any(holds(part, claim) for part in said))


def _said(answer: Answer) -> tuple[str, ...]:
    """Return what the answer says, piece by piece: of two figures put end to end neither would be found."""
    return without_markers(answer.answer), answer.short or "", *answer.items


def said_entries(answer: Answer) -> tuple[str, ...]:
    """Return the entries of a list answer: ``items``, or the answer's own list lines when there are none."""
    if answer.items:
        return answer.items
    lines = [without_markers(line).strip() for line in answer.answer.splitlines()]
    return tuple(line for line in lines if line and without_enumerator(line) != line)


def _content_faults(case: Case, answer: Answer) -> tuple[str, ...]:
    expect = case.expect
    text = without_markers(answer.answer)
    faults: list[str] = []
    if expect.short and answer.status == "answered" and not _short_right(answer, expect.short):
        faults.append(f"应答“{expect.short[0]}”，实答“{answer.short or text[:40]}”")
    said = _said(answer)
    faults += [
        f"缺少“{group[0]}”" for group in expect.contains if not any(holds(part, one) for part in said for one in group)
    ]
    entries = said_entries(answer)
    if expect.items and not entries and _told_in_prose(text, expect.items, ordered=expect.ordered):
        return tuple(faults)
    score = list_items(entries, expect.items)
    if score is not None and score.missing:
        faults.append(f"少了 {len(score.missing)} 项：{'；'.join(score.missing[:3])}")
    elif score is not None and score.precision is not None and score.precision < 1:
        faults.append(f"多了 {len(entries) - len(expect.items)} 项")
    elif score is not None and expect.ordered and outline_completeness(entries, expect.items) != 1.0:
        faults.append("次序不对")
    return tuple(faults)


def _told_in_prose(text: str, items: Sequence[Sequence[str]], *, ordered: bool) -> bool:
    """Say whether running text names every item, in order when order matters."""
    said = folded(text)
    places = [max(said.find(folded(alias)) for alias in aliases) for aliases in items]
    return min(places) >= 0 and (not ordered or places == sorted(places))


def _short_right(answer: Answer, accepted: Sequence[str]) -> bool:
    """Say whether the bare fact is an accepted one; without a bare fact the answer's text must hold it."""
    if not answer.short:
        return any(holds(without_markers(answer.answer), one) for one in accepted)
    said = answer.short
    told = figures(said)
    return any(
        len(folded(said)) <= len(folded(one)) + LONGEST_SHORT and (holds(said, one) or (told and told == figures(one)))
        for one in accepted
    )
