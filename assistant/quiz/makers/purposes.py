"""Questions for what a measure is for, and for the measure that serves a purpose: two neighbouring clauses of a sentence."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.quiz.drafting import Evidence, draft
from assistant.quiz.makers.pieces import has_verb
from assistant.quiz.makers.wording import LABEL, balanced, bare, is_self_contained
from assistant.quiz.model import HOLE, Claim, QuizItem
from assistant.quiz.sources import Line, Sources, bigrams, overlap, without_opener
from assistant.quiz.words import opens_with_verb

_PURPOSE = re.compile(
    r"^(?:不断|进一步|切实)?(?:推动|促进|提升|提高|增强|引导|确保|营造|助力|引领|拓宽|为.{2,20}提供|夯实|激发|展现|树立|彰显|发挥.{2,12}作用|破解|方便|保障|凝聚|激励)"
)
_MEASURE = re.compile(
    r"^(?:深入|持续|继续|积极|扎实|全面|常态化|联合.{2,8}|加强|做好|抓好|用好|举办|组织|开展|建立|健全|完善|实施|出台|制定|印发|优化|打造|构建|探索|推行|推广|"
    r"创建|设立|落实|推进|举办|编发|严格|深化|擦亮|选树|建好|制作|发动|发挥|聚焦|坚持|通过|将|加大|强化|注重|压实|规范|讲好|督促|把|广泛|充分|认真|牢固|排查|细化)"
)


@dataclass(frozen=True, slots=True)
class Aim:
    """A measure and what the next clause says it is for."""

    line: Line
    measure: str
    purpose: str


def find_aims(sources: Sources) -> tuple[Aim, ...]:
    """Return the measures of all documents that are followed at once by their purpose, in order."""
    return tuple(aim for line in sources.all_lines() if not line.heading for aim in _aims(line))


def _aims(line: Line) -> Iterator[Aim]:
    text = line.document.text
    for at in range(len(line.clauses) - 1):
        first, second = line.clauses[at], line.clauses[at + 1]
        between = text[first.end : second.start]
        after = text[second.end : second.end + 1]
        if between not in (",", "，") or after in ("、", ""):
            continue
        measure = LABEL.sub("", without_opener(line.clause(at))) if at == 0 else line.clause(at)
        measure = re.sub(r"^(?:要|还要|必须|并|还将|将(?=[继支深不持聚]))", "", measure)
        purpose = line.clause(at + 1)
        if not 8 <= len(measure) <= 32 or not 8 <= len(purpose) <= 30:
            continue
        if not _MEASURE.match(measure) or _PURPOSE.match(measure) or not _PURPOSE.match(purpose):
            continue
        if not opens_with_verb(measure) or not has_verb(measure) or not balanced(measure) or not balanced(purpose):
            continue
        if (
            is_self_contained(measure)
            and is_self_contained(purpose)
            and not re.search(r"[时下中后前]$|等$", measure)
            and not purpose.endswith("等")
        ):
            yield Aim(line, measure, purpose)


def make_purposes(sources: Sources, document: str, all_aims: Sequence[Aim]) -> Iterator[QuizItem]:
    """Yield single items both ways: what is it for, and which measure serves this."""
    aims = [aim for aim in all_aims if aim.line.document.id == document]
    name = sources.names[document]
    for aim in aims:
        here = [Evidence(aim.line.document, aim.line.span)]
        others = [a for a in aims if a.line.span != aim.line.span and not _akin(a, aim)]
        rng = random.Random(f"{document}{aim.line.span.start}{aim.measure}")
        wrong = _apart([a.purpose for a in others], aim.purpose, aim.line.text, rng)
        if len(wrong) >= 3:
            yield draft(
                sources, "single", here, stem=f"据{name}原文，“{bare(aim.measure)}”是为了什么？",
                claim=Claim("fill", f"{aim.measure}，{HOLE}"), right=[aim.purpose], wrong=wrong[:3], value=0.8, difficulty=3,
            )  # fmt: skip
        if aim.purpose.startswith("为"):
            continue
        wrong = _apart([a.measure for a in others], aim.measure, aim.line.text, rng)
        if len(wrong) >= 3:
            yield draft(
                sources, "single", here, stem=f"据{name}原文，下列哪项举措是为了“{bare(aim.purpose)}”？",
                claim=Claim("fill", f"{HOLE}，{aim.purpose}"), right=[aim.measure], wrong=wrong[:3], value=0.78, difficulty=3,
            )  # fmt: skip


_EVERYDAY = bigrams("市直机关党组织党员干部党建工作建设加强深化推动推进开展落实提升提高不断进一步党支部")


def _akin(a: Aim, b: Aim) -> bool:
    """Say whether two measures speak of the like matter, so that one's purpose might well be the other's."""
    shared = bigrams(f"{a.measure}；{a.purpose}") & bigrams(f"{b.measure}；{b.purpose}")
    return len(shared - _EVERYDAY) > 0


def _apart(pool: list[str], key: str, sentence: str, rng: random.Random) -> list[str]:
    """Return up to three of `pool` of like length to `key` that share little with it, its sentence and each other."""
    ranked = sorted(dict.fromkeys(pool), key=lambda p: (abs(len(p) - len(key)) // 5, rng.random()))
    picked: list[str] = []
    for each in ranked:
        if overlap(each, sentence) < 0.34 and overlap(each, key) < 0.34 and all(overlap(each, p) < 0.4 for p in picked):
            picked.append(each)
    return picked[:3]
