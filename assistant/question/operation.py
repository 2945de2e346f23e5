"""What a question wants worked out from stated figures: what is left, a change, all together. Pure; nothing is looked up."""

from __future__ import annotations

import re

from assistant.question.model import Question

_ASKED = r"(?:多少|几)"
_NO = r"(?:没有?|还没有?|没能|尚未|未能?|不[是在]|并非|不算|非(?!公))"
LEFT = re.compile(rf"[还尚]?剩(?:下|余)?|余下|[结节]余|收支相抵|[还尚]有{_ASKED}(?=[^,。?]{{0,6}}{_NO})")
_UNABLE = r"(?:到|上|了|出|动|完|成|清|齐)(?![\d一二三四五六七八九十百])"
NOT = re.compile(
    rf"(?:(?:{_NO}|除(?:掉|去|开|了)?|扣(?:掉|除)|减(?:去|掉)|刨(?:去|掉|开)|去掉|(?<=[\u3400-\u9fff])不(?=[^,。?]{{2,6}}的(?:有|是)?{_ASKED})|(?<![\u3400-\u9fff])不(?![超少低高足满到])(?=[^,。?]{{2,8}}的[^,。?]{{0,4}}{_ASKED}))"
    rf"(?P<what>[\u3400-\u9fff\d]{{1,10}}?)(?=的|有|几|多少|还|[,?]|$)|(?P<verb>[\u3400-\u9fff])不{_UNABLE}"
    r"|(?P<other>[\u3400-\u9fff]{2,6}?)(?:以外|之外|除外))"
)
_ASKED_NOT = re.compile(
    rf"{_NO}[\u3400-\u9fff]{{1,8}}的[^,。?]{{0,5}}{_ASKED}|{_ASKED}[^,。?多少几]{{0,8}}(?<!有){_NO}[\u3400-\u9fff]|"
    rf"{_ASKED}[^,。?多少几]{{0,4}}[\u3400-\u9fff]不{_UNABLE}|不{_UNABLE}[^,。?]{{0,8}}的[^,。?]{{0,5}}{_ASKED}|(?:以外|之外|除外)[^,。?]{{0,10}}{_ASKED}|"
    rf"(?<=[\u3400-\u9fff])不[^,。?]{{2,6}}的(?:有|是)?{_ASKED}|(?<![\u3400-\u9fff])不(?![超少低高足满到])[^,。?]{{2,8}}的[^,。?]{{0,4}}{_ASKED}"
)
TOGETHER = re.compile(
    r"全?(?:加|合)起来|[一拢统]共|总共|满打满算|全算|[合总共]计|全部|两[^,]{0,3}共|相加|加(?:在|到)?一(?:块|起)儿?|总和|之和|"
    r"全(?:都)?[办开发训讲跑做走](?:完|好|下来|出去)|(?<=[期批场轮])下来"
)
_MORE = r"增加|新?添|增长|提高|提升|上升|扩大|延长|[多增高升涨长慢]"
_LESS = r"减少|压减|精简|核减|[砍核裁削压扣减省]掉|砍|削减|裁减|缩短|压缩|下降|降低|节省|节约|提速|[少减降低缩压短省快]"
CHANGED = re.compile(
    rf"(?<![最至不])(?:(?P<more>{_MORE})|(?P<less>{_LESS}))(?:[交填报跑开写等花收用走办招做得来发聘训排]?)(?P<done>了|出)?{_ASKED}|"
    rf"(?P<apart>前后[^,。?]{{0,4}}?(?:相?差|变|少|多))(?:了|化)?{_ASKED}"
)
EARLIER = re.compile(
    r"(?:还没有?|没有?|未|不)[^,。?]{1,4}(?:的?(?:时候|那会儿?|当口)|之?前|以前)|(?<=[\u3400-\u9fff])(?:之前|以前)(?=[^,。?]*?(?:多少|几))|"
    r"(?:[去上]一?年|头一?年|前一年|(?:19|20)\d{2}年)(?:年?[底末]|年底)|倒着?推|往[回前]推|反推"
)
"""What asks for a figure before something came to it: 还没建的时候有几个, 新评之前有几个, 去年底有几个."""
SINCE = re.compile(r"(?:比|较|跟|和|与)(?P<year>(?:19|20)\d{2}年?|去年|上一?年|头一?年|前一年)")
_NEARLY = re.compile(r"快[有到]?(?:多少|几)[^,。?]{0,4}了")
_FULL = 2  # characters of a verb that tells a change by itself: 缩短, not 长


def is_changed(text: str) -> re.Match[str] | None:
    """Return the words that ask by how much something has changed (快了多少, 比上年多几个); None when none do."""
    for hit in CHANGED.finditer(text):
        word = hit["more"] or hit["less"] or ""
        if word == "快" and _NEARLY.match(text, hit.start()):
            continue  # 一共快多少期了: nearly how many
        if (
            hit["apart"]
            or hit["done"]
            or len(word) >= _FULL
            or "比" in text[: hit.start()]
            or word in {"多", "少", "快"}
        ):
            return hit
    return None


def denied(text: str) -> str | None:
    """Return what is asked to be none of (没改 → 改, 接不上 → 接, 在职以外 → 在职); None when nothing is."""
    hit = NOT.search(text)
    return None if hit is None else hit["what"] or hit["verb"] or hit["other"]


def is_left(text: str) -> bool:
    """Say whether folded `text` asks for what is left of a whole, or is not of a kind: 还剩多少, 没通过的有几个."""
    return LEFT.search(text) is not None or _ASKED_NOT.search(text) is not None


def of_operation(question: Question) -> tuple[tuple[int, int], ...]:
    """Return where the question speaks of the working out alone, which no sentence need say."""
    forms = (LEFT, NOT, TOGETHER, CHANGED, SINCE, EARLIER)
    return tuple(hit.span() for form in forms for hit in form.finditer(question.text))
