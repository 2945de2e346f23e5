"""Where the first item of an enumeration begins and the last one ends: verbs before, counts and 等 behind, quotes whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.model import Span
from corpus.numerals import read_number

SHORT = 2  # characters of items of which the last may be one long (好、较好、一般、差四个等次)
_TRAIL = re.compile(
    r"(?:等.*|各(?:项|方面).*|(?:[一二三四五六七八九十两\d]+)(?:个|大|项|点|条|种|类|方面|型|门|步|级|个方面)+[^“”]*)$"
)
_COUNTED = re.compile(
    r"(?:等|各)?(?P<count>[一二两三四五六七八九十\d]+)(?:家|名|位|人|所|支|处|座|部|场|份|篇|方|区|县|市|镇|街道|单位|部门|"
    r"个|大|项|点|条|种|类|档|型|门|步|级)"
)
_DIVIDED = re.compile(
    r"^[^“《]{0,8}?(?:分(?:为|成|作)?(?!管|类|级|析|工|包|配|布|享|支|别|组)|设(?:有|置|立)?(?!备|施|计|想|法|定)|采[取用])(?=.)"
)
_EXPLAINED = re.compile(r"“[^”]{1,12}”(?:指的?是|是指|就是|是|为|即|指|代表|包括)(?=[^“])")
"""A sign that is explained by a list: “3”是网格员、妇女小组长、老党员."""
_EACH = re.compile(r"各(?:有|配|设)?[一二两三四五六七八九十\d]+(?:家|名|位|人|个|所|支|处|项|件|次|场|份)")
_LABEL = re.compile(r"“(?P<count>[三四五六七八九十\d]+)(?:个|大|项|点|条|种|类|型|带头)[^”]{0,8}”[^“]*$")
_INTRODUCED = re.compile(r"^(?:[^“《]*(?:依次|分别)[是为]|其中)")
_BRACKET = re.compile(r"(?<=.)\([^()]*\)$")  # what is added to an item says nothing of where its name begins
_GOVERNING = frozenset(
    "是 有 为 以 的 聚焦 围绕 打造 投身 出台 举办 召开 开展 实施 推进 形成 明确 做到 突出 坚持 包括 涵盖 分为".split()
)
_LEADING = frozenset("进一步 切实 着力 全面 认真 扎实 深入 大力 积极 努力 共同 不断 持续".split())
"""Adverbs that lead to all verb phrases of a list, not to its first alone."""
_STRONG = re.compile(
    r"(?:重点|着力|切实|全面|认真|扎实|深入|大力|进一步|要|将|应当?|主要|积极|统筹|努力|先后|相继|陆续|还|已)*"
    r"(?:抓好|健全|聚焦|围绕|打造|投身|出台|举办|召开|包括|涵盖|分为|严禁|禁止|设置|设有|设立|针对|突出|设(?!备|施|计|想|法|定)|分(?!管|类|级|析|工|包|配|布|享|支))了?"
)


def trim(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return the items without what only leads to the first one and what only closes the last."""
    kept = list(spans)
    kept[-1] = _cut_tail(text, kept)
    counted = _COUNTED.match(text, kept[-1].end)
    divided = _DIVIDED.match(text[kept[0].start : kept[0].end])
    if divided and counted and read_number(counted["count"]) == len(kept):
        kept[0] = Span(kept[0].start + divided.end(), kept[0].end)
    kept[0] = cut_lead(text, kept[0], kept[1:])
    return kept


def aligned_tail(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return the last items when they begin alike and the run starts inside an earlier piece, else nothing.

    与重大项目、重点工作同谋划、同部署、同考核 is two names and then three items in 同.
    """
    if len(spans) < 3:
        return []
    mark = text[spans[-1].start]
    first = len(spans) - 1
    while first > 0 and text[spans[first - 1].start] == mark:
        first -= 1
    own = spans[first:]
    if first == 0 or len(own) < 2 or max(map(len, own)) > min(map(len, own)) + 1:
        return []
    before = text[spans[first - 1].start : spans[first - 1].end]
    at = before.rfind(mark)
    if at < 2 or not min(map(len, own)) - 1 <= len(before) - at <= max(map(len, own)) + 1:
        return []
    return [Span(spans[first - 1].start + at, spans[first - 1].end), *own]


def cut_lead(text: str, span: Span, others: Sequence[Span]) -> Span:
    """Cut what governs a list from its first item: the cut whose rest is most like the other items; never in a quote.

    A list of verb phrases (加强培训、严格管理) keeps its verbs, because its first item is as long as the others already.
    """
    opening = _BRACKET.sub("", text[span.start : span.end])
    texts = [_BRACKET.sub("", text[other.start : other.end]) for other in others]
    explained = _EXPLAINED.match(opening)
    if explained and not any(_EXPLAINED.match(item) for item in texts):
        return Span(span.start + explained.end(), span.end)
    if opening[:1] in "“《":
        return span
    introduced = _INTRODUCED.search(opening)
    if introduced and len(opening) - introduced.end() >= 2 and not any(map(_INTRODUCED.search, texts)):
        return Span(span.start + introduced.end(), span.end)
    quoted = re.search("[“《]", opening)
    outside = frozenset(at for at in _outside(opening) if not quoted or at <= quoted.start())
    typical = sorted(map(len, texts))[(len(texts) - 1) // 2]
    shared = _common_start(texts) if len(texts) > 1 else texts[0][:2]
    if shared and opening.startswith(shared):
        return span
    closing = _common_start([item[::-1] for item in (opening, *texts)])
    if (shared or closing) and len(texts) > 1 and set(map(len, texts)) == {typical} and len(opening) > typical + 1:
        at = len(opening) - typical
        if not shared:
            at = _word_start(opening, at)
            inner = opening.find("的", at)
            if inner > 0 and len(opening) - inner > 2 and not any("的" in item for item in texts):
                at = inner + 1
        if opening.startswith(shared, at) and at in outside:
            return Span(span.start + at, span.end)
    best = _best_cut(opening, texts, outside, typical)
    begun = opening.find(texts[0][:2], 1) if len(texts[0]) >= 2 else -1
    if begun > 0 and begun in outside:
        every = len(shared) >= 2
        if every or abs(len(opening) - begun - typical) < abs(len(opening) - best - typical):
            best = begun
    return Span(span.start + best, span.end)


def _word_start(text: str, at: int) -> int:
    """Return the start of the word nearest to `at`, never that of a 的, which leads to what follows it."""
    import rjieba

    starts, begin = [0], 0
    for word, _ in rjieba.tag(text):
        begin += len(word)
        starts.append(begin)
    return min((s for s in starts[1:-1] if text[s] != "的"), key=lambda s: (abs(s - at), s), default=at)


def _best_cut(opening: str, texts: Sequence[str], outside: frozenset[int], typical: int) -> int:
    import rjieba

    closing = _common_start([item[::-1] for item in (opening, *texts)])
    least = max(2, len(closing) + 1) if len(closing) >= 2 else 2
    best, gap, at = 0, abs(len(opening) - typical), 0
    ends: list[int] = []
    inner = opening.find("的") if not closing and not all("的" in item for item in texts) else -1
    led = False
    for word, tag in rjieba.tag(opening):
        at += len(word)
        rest = len(opening) - at
        ends.append(at)
        governs = (tag[:1] == "v" and len(word) >= 2) or tag == "p" or word in _GOVERNING or word in _LEADING
        if inner > 0 and led:  # 加大对获得表彰的党员: what stands before 的 describes the item, whatever its verbs
            break
        led = led or tag == "p"
        if governs and rest >= least and at in outside and abs(rest - typical) < gap:
            best, gap = at, abs(rest - typical)
    if len(closing) >= 2 and gap > 1:  # 机关民兵分队组织落实、政治落实: as long as the others, at a word's end
        for at in ends:
            if len(opening) - at >= least and at in outside and abs(len(opening) - at - typical) <= min(1, gap - 2):
                best, gap = at, abs(len(opening) - at - typical)
    strong = _STRONG.match(opening)
    if strong and not best and not any(_STRONG.match(item) for item in texts):
        rest = len(opening) - strong.end()
        if rest >= least and strong.end() in outside and abs(rest - typical) <= gap:
            best, gap = strong.end(), abs(rest - typical)
    if best and opening.startswith("了", best):
        best += 1
    for mark in ("“", "《"):
        quoted = opening.find(mark)
        if quoted > best and opening[-1] in "”》" and abs(len(opening) - quoted - typical) <= gap:
            best = quoted
    return best


def _common_start(texts: Sequence[str]) -> str:
    short, long = min(texts), max(texts)
    return next((short[:at] for at, char in enumerate(short) if long[at] != char), short)


def _alike_end(tail: str, before: Sequence[str]) -> int:
    """Return where the last item ends by the make of those before it (结果导向|相统一, 廉洁社会|建设), or 0."""
    import rjieba

    if len(before) < 2:
        return 0
    closing = _common_start([item[::-1] for item in before])[::-1]
    typical = sorted(map(len, before))[len(before) // 2]
    ends_alike = [hit.end() for hit in re.finditer(re.escape(closing), tail) if hit.start() > 0] if closing else []
    if ends_alike:  # 先进更前进: of several ends the one that makes it as long as the others
        end = min(ends_alike, key=lambda end: (abs(end - typical), end))
        return end if end < len(tail) and end <= max(map(len, before[1:])) + 2 else 0
    size = len(before[-1])
    middle = {len(item) for item in before[1:]}
    if middle == {size} and len(tail) > size + 1 and len(_common_start([before[-1], tail])) >= 2:
        ends, total = set(), 0
        for word, _ in rjieba.tag(tail):
            total += len(word)
            ends.add(total)
        return size if size in ends else 0
    return 0


def _outside(text: str) -> frozenset[int]:
    """Return the offsets that lie outside quotes; the one before an opening quote does."""
    depth, found = 0, []
    for at, char in enumerate(text):
        if char in "”》)」":
            depth = max(0, depth - 1)
            continue
        if depth == 0:
            found.append(at)
        if char in "“《(「":
            depth += 1
    return frozenset(found)


def _cut_tail(text: str, spans: Sequence[Span]) -> Span:
    last = spans[-1]
    tail = text[last.start : last.end]
    closing = _TRAIL.search(tail, 2) or _EACH.search(tail, 2)
    counted = _COUNTED.search(tail, 1 if min(map(len, spans[:-1])) <= SHORT else 2)
    if counted and read_number(counted["count"]) == len(spans) and counted.start() in _outside(tail):
        return Span(last.start, last.start + counted.start())  # A、B、C、D4家单位作了交流发言
    label = _LABEL.search(tail)
    if label and label.start() >= 2 and read_number(label["count"]) == len(spans):
        return Span(last.start, last.start + label.start())
    if closing and closing.start() in _outside(tail):
        return Span(last.start, last.start + closing.start())
    if tail[:1] in "“《" and (end := max(tail.find("”"), tail.find("》"))) > 0:
        return Span(last.start, last.start + end + 1)
    if (end := _alike_end(tail, [text[span.start : span.end] for span in spans[:-1]])) and end in _outside(tail):
        return Span(last.start, last.start + end)
    typical = sorted(len(span) for span in spans[:-1])[(len(spans) - 2) // 2]
    alike = len(_common_start([text[span.start : span.end] for span in spans[-2:]])) >= 2
    possessive = tail.find("的")
    if not alike and possessive >= 2 and abs(possessive - typical) < abs(len(tail) - typical):
        return Span(last.start, last.start + possessive)
    return last
