"""Places that a question may name: in Chinese with or without 市/区/县, in pinyin, in English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache

from assistant.question.model import PlaceReference
from assistant.question.terms import tokenize
from corpus.numerals import CHARACTERS

LONGEST_PLACE = 6  # characters of a place's name with its class
_NUMERAL = re.compile(rf"[\d{CHARACTERS}]")
_CLASS = re.compile(r"(?:特别行政区|自治州|自治区|自治县|新区|地区|省|市|区|县|州|盟|旗)$")
_NOT_PLACE_AFTER = {
    "中山": ("大学", "装", "陵", "公园", "路"),
    "海南": (),
    "朝阳": ("产业",),
    "光明": ("日报", "正大", "磊落", "前景", "的"),
    "和平": ("发展", "共处", "与"),
    "长安": ("街",),
    "南山": (),
}
_ENGLISH_NAMES = {
    "canton": "广州",
    "peking": "北京",
    "hong kong": "香港",
    "macau": "澳门",
    "macao": "澳门",
    "tibet": "西藏",
    "inner mongolia": "内蒙古",
    "shaanxi": "陕西",
}


_UNKNOWN = re.compile(
    r"(?:那么?|请问|比如|^|[,、:和与跟及或对在的问像说])[在到去]?(?P<name>(?![在到去])(?!要是|如果|若是|假如|万一)(?!..?[和与跟让给])(?!为[啥何什])(?!讲话|发言|报道|新闻|文章|文件|文中|材料|通知|要点|纪要|简报|通报|公报|办法|方案|会上)[\u4e00-\u9fff]{2,3}?(?:新区|市|区|县|自治州|街道|镇|乡))(?![直委政场民容域里上长各内外中街派级*×])"
)
"""A name no gazetteer knows, such as 样例市: two or three characters and a class, where a name may begin."""
_NO_NAME = re.compile(
    r"^(?:是.*|.*[全本我各该你他这那某哪几此每整跨城小园校老旧景社山厂库灾疫自特行辖乡村街集大都县镇两三四五六七八九十个座].{0,1}[市区县镇乡]|.*(?:小区|社区|地区|片区|园区|校区|城区|市区|郊区|辖区|景区|厂区|库区|山区|灾区|特区|全市|街道|上市|股市|超市|门市|自治区|城镇|乡镇|集镇|家乡|故乡|各镇|开发区|示范区|实验区|先行区|服务区|办公区|生活区|居民区|选区|战区))$"
)


_DISTRICT = re.compile(
    r"(?![在把对与和向到由从于是为全各某该本让给及了的个])[\u4e00-\u9fff]{2}(?:新区|(?<!新)区|县)(?![直委政域级长])"
)
_NO_DISTRICT = re.compile(r"(?:[小社地片园校城市郊辖景厂库灾特街战选专全各验范发务行公活民盟治]|大湾)[区县]$")


def find_districts(text: str) -> tuple[str, ...]:
    """Return the districts and counties that folded `text` names, in order; names of two characters and their class."""
    return tuple(hit.group() for hit in _DISTRICT.finditer(text) if not _NO_DISTRICT.search(hit.group()))


_TOGETHER = r"(?:联手|联合|合作|携手|结对|协作|对接|一起(?=办|搞|打造|推))"


_OF_EACH = re.compile(r"各(?:是|有|为|自|多少|几|叫|怎|[\u4e00-\u9fff]?(?:多少|几))|分别|哪(?:个|家|边)")


def without_companions(text: str, places: tuple[PlaceReference, ...]) -> tuple[PlaceReference, ...]:
    """Return `places` without those that folded `text` names only as somebody's partner (和深圳那边联手打造)."""
    if _OF_EACH.search(text):
        return places
    return tuple(
        place
        for place in places
        if not re.search(rf"[和与跟同]{re.escape(place.surface)}[^,。?]{{0,8}}?{_TOGETHER}", text)
    )


def without_wholes(text: str, places: tuple[PlaceReference, ...]) -> tuple[PlaceReference, ...]:
    """Return `places` without those right behind which folded `text` names a part of them (深圳罗湖): they are one place."""
    return tuple(
        whole
        for whole in places
        if not any(re.search(rf"{re.escape(whole.surface)}的?{re.escape(p.surface)}", text) for p in places)
    )


@lru_cache(maxsize=256)  # asked of every sentence that may answer a question
def part_behind(text: str, surface: str, *, sure: bool = True) -> str:
    """Return the smaller place that folded `text` names right behind one (贵州江口: 江口); empty when there is none.

    Not `sure` are names that the dictionary does not know as places, which only their standing shows (深圳前海的).
    """
    behind = text.partition(surface)[2][:LONGEST_PLACE]
    word, tag = next(iter(tokenize(behind)), ("", ""))
    if len(word) < 2 or not behind.startswith(word) or _NUMERAL.search(word) or _NO_PART.search(word):
        return ""
    shown = not sure and tag in {"nz", "nr", "f"} and re.match("的|区|镇|街道", behind[len(word) :])
    return word if tag == "ns" or shown else ""


_NO_PART = re.compile(r"^的|[里外上中内下头边]$")  # 深圳的圳品, 东莞大院里


def is_generic(name: str) -> bool:
    """Say whether a word that ends like a district names none (老城区, 各区, 园区)."""
    return _NO_NAME.search(name) is not None


def place_core(name: str) -> str:
    """Return a place's name without the word for its class: 东莞市 → 东莞, 大鹏新区 → 大鹏, 市 → 市."""
    core = _CLASS.sub("", name)
    return core if len(core) >= 2 else name


_GLOSSED = re.compile(r"\s*[(（][\u3400-\u9fff]{2,8}[)）]")
"""A Chinese name in brackets behind a Latin one (jiyuan (霁原)) says which place is meant: not 济源, which sounds like it."""


def _cuts_a_word(text: str, start: int) -> bool:
    """Say whether `start` lies within a word of the dictionary: 天门 in 朝天门 is no city."""
    from rjieba import cut

    at = 0
    for word in cut(text, False):
        if at <= start < at + len(word):
            return at < start
        at += len(word)
    return False


class Gazetteer:
    """Finds places in questions. ``parents`` maps each known core name to the core name of what it belongs to, or None.

    ``common`` are names that are words as well, ``named`` those that the library's documents name: of two places that
    sound alike in pinyin these are meant.
    """

    def __init__(
        self, parents: Mapping[str, str | None], *, common: Iterable[str] = (), named: Iterable[str] = ()
    ) -> None:
        self._parents = dict(parents)
        self._common = frozenset(common)
        self._named = frozenset(named)

    def parent(self, name: str) -> str | None:
        """Return the core name of the place that `name` belongs to, or None."""
        return self._parents.get(name)

    @cached_property
    def _by_length(self) -> tuple[str, ...]:
        return tuple(sorted(self._parents, key=len, reverse=True))

    @cached_property
    def _pinyin(self) -> dict[str, str]:
        from pypinyin import lazy_pinyin

        in_turn = [*reversed(self._by_length)]
        in_turn.sort(key=self._named.__contains__)  # the last one of a sound stays
        names = {"".join(lazy_pinyin(name)): name for name in in_turn}
        return {latin: name for latin, name in names.items() if len(latin) >= 5} | _ENGLISH_NAMES

    def find(self, text: str) -> tuple[PlaceReference, ...]:
        """Return the places that folded `text` names, in order of first mention, each once."""
        found: list[tuple[int, PlaceReference]] = []
        taken: set[int] = set()
        for name in self._by_length:
            if name not in text:
                continue
            for hit in re.finditer(re.escape(name), text):
                if taken & set(range(*hit.span())) or not self._is_place(name, text, hit.end()):
                    continue
                tail = re.match(
                    r"(?:特别行政区|自治州|自治区|新区|地区|省|市(?!直|委|政|场|民|容|值|级|里|监)|区(?!域)|县(?!委|直)|镇(?!街))",
                    text[hit.end() :],
                )
                end = hit.end() + (tail.end() if tail else 0)
                taken |= set(range(hit.start(), end))
                found.append((hit.start(), PlaceReference(name, text[hit.start() : end])))
        for hit in _UNKNOWN.finditer(text):
            span = hit.span("name")
            if taken & set(range(*span)) or _NO_NAME.search(hit["name"]):
                continue
            found.append((span[0], PlaceReference(place_core(hit["name"]), hit["name"])))
        if re.search(r"[a-z]{4,}", text):
            found += self._latin(text)
        ordered = [reference for _, reference in sorted(found, key=lambda pair: pair[0])]
        return tuple({reference.name: reference for reference in ordered}.values())

    def _latin(self, text: str) -> list[tuple[int, PlaceReference]]:
        found = []
        squeezed = re.sub(r"['’]s\b", "  ", text)
        for latin, name in self._pinyin.items():
            if latin not in squeezed:
                continue
            hit = re.search(
                rf"\b{re.escape(latin)}(?:\s?(?:city|municipality|new district|new area|district|province|county|town|shi))?\b",
                squeezed,
            )
            if hit and not _GLOSSED.match(squeezed, hit.end()):
                found.append((hit.start(), PlaceReference(name, text[hit.start() : hit.end()].strip())))
        return found

    def _is_place(self, name: str, text: str, end: int) -> bool:
        if name.startswith("各") or _cuts_a_word(text, end - len(name)):  # 各区县 are several
            return False
        if name in self._common and not re.match(r"市|区|县|省|新区|镇", text[end:]):
            return False
        return not text.startswith(_NOT_PLACE_AFTER.get(name, ()) or ("\0",), end)
