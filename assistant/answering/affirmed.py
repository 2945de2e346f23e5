"""Whether a sentence that is of the matter bears out a bare yes: a wrong yes costs more than the sentence alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.contrary import WORD_LEAST, contrary
from assistant.answering.stated import words_beside
from assistant.evidence import Candidate
from assistant.question.model import Question, Term
from assistant.question.terms import match
from assistant.question.words import load_words

MAY_DENY = re.compile(
    r"[没无非未]|不(?!仅|但|断|同|少|超|低|高于|小于|大于|足|良|满|定|忘|负|懈|论|管|久|动产|等于|到\d|限|光|只|可或缺|折不扣|晚于|早于|迟于|多于|下\d)"
)
"""What may deny in a sentence: rules of speech that no list of verbs holds (不发补贴, 无须, 非党员)."""
NO_NEGATION = re.compile(
    r"有没有|(?:没有?|不会|不)(?:记|搞|弄|说|看)?错|(.)不\1|能不能|可不可以|要不要|会不会|是不是|对不对|行不行|非.{1,20}不可|不是.{0,40}吗"
)
_CONTRASTS = "原新旧老大小男女上下前后内外高低正副"
"""What sets one thing of a kind against another: 原单位 is not the 借调单位."""
_WHOLE = re.compile(r"都|全(?![年市省县区国程体新面文])|完(?=了|吧|吗|没)|均|所有|一律|个个|只要|只有|只能|从来|一直")
_SAYS_WHOLE = re.compile(r"都|全|均|所有|一律|各|每|完成|完毕|100%|只|统一|凡|逐")
_REST = re.compile(r"还有|尚|仍|其余|其他的|剩|待(?!遇)|部分|首批|除外|但")
_DATED = re.compile(r"((?:19|20)\d{2})年\d{1,2}月")
_INTENDED = re.compile(r"争取|力争|打算|计划(?!》|单)|拟(?!定)|申报为|努力(?:创建|实现|打造)")


def is_only_meant(text: str) -> bool:
    """Say whether folded `text` tells what is planned and nothing of how far it came (还有7部列入明年计划)."""
    return _INTENDED.search(text) is not None and _REST.search(text) is None


def names_all(question: Question, candidate: Candidate, *, but: Sequence[Term] = ()) -> bool:
    """Say whether the words of a question, other than `but`, stand in a sentence or above it."""
    above = f"{candidate.book.title} {candidate.book.heading_path(candidate.sentence)} {candidate.sentence.text}"
    light = load_words("lightwords")
    words = [t for t in words_beside(question) if len(t.text) > 1 and t.text not in light and t not in but]
    return all(match(term.text, above) >= WORD_LEAST for term in words)


def _is_of_other_year(question: Question, candidate: Candidate) -> bool:
    """Say whether a day is claimed with its year (2024年3月14日), which the sentence and its document do not bear out."""
    claimed = _DATED.findall(question.text)
    year = candidate.book.year_of(candidate.sentence) or candidate.document.card.year
    return bool(claimed) and str(year) not in claimed


def affirms(question: Question, candidate: Candidate) -> bool:
    """Say whether a sentence affirms all that a question puts to it.

    Its words must stand there or above it; nothing may deny in the sentence unless the question denies as well, in the
    same words; and what is claimed of all (都换完了) must be said of all, with no rest left.
    """
    text = candidate.sentence.text
    if (
        not names_all(question, candidate)
        or contrary(question, text) is not None
        or _is_of_other_year(question, candidate)
    ):
        return False
    if any(
        hit.group() not in text
        for term in question.terms
        for hit in re.finditer(f"[{_CONTRASTS}]{re.escape(term.text)}", question.text)
    ):
        return False
    bare = NO_NEGATION.sub("", question.text)
    asked = MAY_DENY.search(bare)
    if (asked is None) != (MAY_DENY.search(text) is None) or (
        asked and bare[asked.end() : asked.end() + 1] not in text
    ):
        return False
    return not _WHOLE.search(bare) or (_SAYS_WHOLE.search(text) is not None and not _REST.search(text))
