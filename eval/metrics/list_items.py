"""Precision and recall of the entries of a list.

Each gold entry has aliases; an entry of the answer matches when, without bullet and punctuation, it equals an alias
or holds it, or is itself held by the alias and at least ``SHORTEST`` of its length. Matches are one to one, greedy
in the gold's order. precision = matched / entries said, recall = matched / entries wanted.
Source: QAMPARI (Amouyal et al., 2022) for alias groups; the containment rule is ours.
Edges: no gold entries give None; an answer without entries has precision None and recall 0. Order is ignored here
(see `outline`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eval.wording import folded, holds, without_enumerator

SHORTEST = 0.6  # an entry cut shorter than this share of the gold wording no longer says the same; set by hand


@dataclass(frozen=True, slots=True)
class ListScore:
    """``precision`` is None when nothing was said; ``missing`` are the first aliases of the entries not said."""

    precision: float | None
    recall: float
    missing: tuple[str, ...]


def list_items(said: Sequence[str], gold: Sequence[Sequence[str]]) -> ListScore | None:
    """Compare the entries of an answer with the gold entries."""
    if not gold:
        return None
    pairs = matched(said, gold)
    missing = tuple(aliases[0] for at, aliases in enumerate(gold) if at not in pairs)
    precision = len(pairs) / len(said) if said else None
    return ListScore(precision=precision, recall=len(pairs) / len(gold), missing=missing)


def matched(said: Sequence[str], gold: Sequence[Sequence[str]]) -> dict[int, int]:
    """Return gold index → index in `said`, one to one."""
    taken: set[int] = set()
    pairs: dict[int, int] = {}
    for equal_only in (True, False):
        for wanted, aliases in enumerate(gold):
            if wanted in pairs:
                continue
            for at, entry in enumerate(said):
                if at not in taken and any(_same(entry, alias, equal_only=equal_only) for alias in aliases):
                    taken.add(at)
                    pairs[wanted] = at
                    break
    return pairs


def _same(entry: str, alias: str, *, equal_only: bool) -> bool:
    bare, wanted = without_enumerator(entry), without_enumerator(alias)
    if folded(bare) == folded(wanted) or folded(entry) == folded(alias):
        return bool(folded(alias))
    if equal_only:
        return False
    if holds(bare, wanted):
        return True
    return holds(wanted, bare) and len(folded(bare)) >= SHORTEST * len(folded(wanted))
