"""Content words of a question and how well a stretch of text meets them.

Matching is on folded text. A term counts fully when it stands there, nearly so through a synonym, and partly by the
characters it shares, because Chinese words that share a morpheme (种树 / 植树) usually share a meaning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.question.model import Term
from assistant.question.words import load_synonyms, load_words

SYNONYM_MATCH = 0.85
MORPHEME_MATCH = 0.45
LIGHT_WEIGHT = 0.35
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[\u3400-\u9fffa-z0-9]")


_OFFICES = frozenset("会局委办部厅院处站所中心队")
"""Last characters of names that are shortened by leaving characters out: 业委会 for 业主委员会."""
_ASKING = re.compile(r"[几哪啥谁咋]|多少|什么")
_FESTIVALS = frozenset({"七一", "八一", "五一", "六一", "三八", "五四"})
_COUNTED = re.compile(r"第?[一二两三四五六七八九十百\d.%]+(?:[个项条点批届位名次家大种类样块部支期场多]|多[个名项家])?")


def tokenize(text: str) -> list[tuple[str, str]]:
    """Return (word, part of speech) of folded `text`; synonym-list words that were cut apart are joined again."""
    import rjieba

    tokens = [(word, tag) for word, tag in rjieba.tag(text) if _WORD.search(word)]
    return _join_quoted(tokens, text)


def _join_quoted(tokens: list[tuple[str, str]], text: str) -> list[tuple[str, str]]:
    quoted = [q for q in re.findall(r"[“《\"]([^”》\"]{2,20})[”》\"]", text) if _HAN.search(q)]
    if not quoted:
        return tokens
    inside = "".join(quoted)
    kept = [(word, tag) for word, tag in tokens if word not in inside or len(word) < 2]
    return [*kept, *((q, "nz") for q in quoted)]


def extract_terms(
    content: str,
    *,
    idf: Callable[[str], float],
    entities: Sequence[str] = (),
    focus: str = "",
    skip: frozenset[str] = frozenset(),
) -> tuple[Term, ...]:
    """Return the content terms of `content`, heaviest first; ``idf`` gives a word's weight, ≥ 0.

    Words inside ``focus`` are what the question word asks about. Words in ``skip`` (the scope) carry no weight.
    """
    seen: dict[str, Term] = {}
    stopwords, light = load_words("stopwords"), load_words("lightwords")
    for word, tag in tokenize(content):
        if (
            word in skip
            or word in stopwords
            or word in seen
            or _ASKING.search(word)
            or (_COUNTED.fullmatch(word) and word not in _FESTIVALS)
        ):
            continue
        if len(word) == 1 and (not _HAN.search(word) or tag[:1] not in {"n", "v"}):
            continue
        if re.fullmatch(r"[a-z]{1,2}", word):
            continue
        weight = max(idf(word), 0.2)
        if word in light:
            weight *= LIGHT_WEIGHT
        if len(word) == 1:
            weight *= 0.5
        seen[word] = Term(word, weight, entity=False, focus=bool(focus) and word in focus)
    for entity in entities:
        for word in [w for w in seen if w in entity]:
            del seen[word]
        seen[entity] = Term(entity, max(idf(entity), 1.0) * 1.2, entity=True)
    return tuple(sorted(seen.values(), key=lambda term: -term.weight))


def match(term: str, text: str) -> float:
    """Return how well folded `text` meets `term`, in [0, 1]."""
    if term in text:
        return 1.0
    return _loose_match(term, text)


def _loose_match(term: str, text: str) -> float:
    for other in load_synonyms().get(term, ()):
        if other in text:
            return SYNONYM_MATCH
    if len(term) < 2 or not _HAN.search(term):
        return 0.0
    if len(term) in {3, 4} and term[-1] in _OFFICES and re.search(".{0,3}".join(map(re.escape, term)), text):
        return SYNONYM_MATCH
    if len(term) >= 4:
        pieces = [term[i : i + 2] for i in range(len(term) - 1)]
        return 0.9 * sum(piece in text for piece in pieces) / len(pieces)
    if len(term) == 3:
        best = max((piece in text for piece in (term[:2], term[1:])), default=False)
        return 0.65 if best else 0.0
    return MORPHEME_MATCH if any(char in text and char in _MORPHEMES for char in term) else 0.0


_MORPHEMES = frozenset(
    "植树株培训纪廉奖赛课村镇街厕垃圾税医药校企房租车路水环绿剧书谈审评选考核查督访慰婚友写信网热线奖励警"
)


def coverage(terms: Sequence[Term], text: str) -> float:
    """Return the share of the terms' weight that folded `text` meets, in [0, 1]; 0 without terms."""
    total = sum(term.weight for term in terms)
    if not total:
        return 0.0
    return sum(term.weight * match(term.text, text) for term in terms) / total
