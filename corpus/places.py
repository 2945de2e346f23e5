"""Places of China: provinces, prefecture-level cities, and the districts and counties of large cities.

A gazetteer as plain data (`places.txt`), and where its names stand in a text. A name that is not in it can still be
recognised by its form (示例市, 示例新区).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from corpus.model import Span

PlaceLevel = Literal["province", "city", "district"]
_RANK: dict[PlaceLevel, int] = {"province": 0, "city": 1, "district": 2}

_SUFFIX = re.compile(r"(?:特别行政区|(?:壮族|回族|维吾尔)?自治区|[^\s]{1,12}族自治州|省|市|地区|盟)$")
_NATIONS = re.compile(
    r"(?:朝鲜族|土家族|苗族|藏族|羌族|彝族|布依族|侗族|哈尼族|壮族|傣族|白族|景颇族|傈僳族|回族|蒙古族|蒙古|柯尔克孜|哈萨克)+自治州$"
)
_FORM = re.compile(r"([\u4e00-\u9fff]{2,4}?)(自治区|自治州|新区|省|市|州|县|区)(?!域|间|场|民(?!政|族)|容)")
_NOT_PLACES = re.compile(
    r"(?:广大|先进|百强|贫困|边远|民族|自治|沿江|主城|核心|全城|市辖|城|所在|全|我|本|各|该|某|外|城|两|这|每|首|省|跨|驻|入|进|出|到|在|和|与|及|对|由|从|向|以|为|将|其|副|兄弟|直辖|地级|县级|文明|卫生|试点|示范|重点|中心|沿海|发达|一线|国际|现代|智慧|海绵|相关|有关|周边|"
    r"社|小|园|辖|地|郊|山|景|校|厂|库|牧|老|特|湾|片|灾|疫|禁|专|战|市|新|开发|试验|保税|高新|功能|责任|先行|引领|实验|合作|保护|服务|工业|生态|商务|居民|住宅|自贸|创新|改革|产业|超|上|超级|股|楼|都|农贸|夜|人才|资本|金融|房地产|大湾)$"
)


_NAMELIKE = frozenset("城山湾都园景新老特")
_GOVERNED = re.compile(r"党?工?委(?!员)|管委|人民政府|政府|纪委|第[一二三四五六七八九十]{1,3}届|政协|人大")
"""After a name that ends in such a character these show that it is one, though 城市 and 山区 are words too."""
_DISTRICT = re.compile(
    r"(?:^|(?<=[，,。；;：“（(、日在]))([\u4e00-\u9fff]{2})(新区|区|县)(?=[\u4e00-\u9fff、，])(?!域|间|级|长|内|里)"
)
LONGEST_CLAUSES = 20_000


@dataclass(frozen=True, slots=True)
class Place:
    """A place. ``name`` is the usual short name (东莞; a district keeps its suffix: 罗湖区), ``full`` the official one.

    ``parent`` is the name of the place above it, None at the top or when it is not known.
    """

    name: str
    full: str
    level: PlaceLevel
    parent: str | None


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a place is named, and how: ``formal`` when the name stood with its suffix (东莞市)."""

    span: Span
    place: Place
    formal: bool


class Gazetteer:
    """The known places, by any of their names."""

    def __init__(self, places: list[Place], letters: dict[str, Place], weak: frozenset[str]) -> None:
        self.places = tuple(places)
        self.letters = letters
        self.weak = weak
        self._by_name: dict[str, list[Place]] = {}
        for place in places:
            for name in dict.fromkeys((place.full, place.name, _bare(place))):
                if len(name) >= 2:
                    self._by_name.setdefault(name, []).append(place)
        self._by_first: dict[str, tuple[str, ...]] = {}
        for name in sorted(self._by_name, key=len, reverse=True):
            self._by_first[name[0]] = (*self._by_first.get(name[0], ()), name)
        self._firsts = re.compile("[" + "".join(self._by_first) + "]")

    def get(self, name: str, *, within: str | None = None) -> Place | None:
        """Return the place of this name; of several, the one within the place `within`, else the highest."""
        found = self._by_name.get(name, [])
        inside = [place for place in found if within is not None and place.parent == within]
        return next(iter(inside or found), None)

    def children(self, name: str) -> tuple[Place, ...]:
        """Return the places directly within the place `name`."""
        return tuple(place for place in self.places if place.parent == name)

    def find(self, text: str) -> tuple[Mention, ...]:
        """Return the places named in `text`, longest names first at each point, without overlaps, in order."""
        found: list[Mention] = []
        at = 0
        while (match := self._firsts.search(text, at)) is not None:
            start = match.start()
            mention = self._at(text, start)
            if mention is None or (_is_tail(text, mention) and not (found and found[-1].span.end == start)):
                at = start + 1
                continue
            found.append(mention)
            at = mention.span.end
        return tuple(found)

    def _at(self, text: str, start: int) -> Mention | None:
        for name in self._by_first[text[start]]:
            if not text.startswith(name, start):
                continue
            end = start + len(name)
            place = self._by_name[name][0]
            formal = name == place.full
            if not formal and (name in self.weak or self._is_other_word(text, start, end, place)):
                continue
            return Mention(Span(start, end), place, formal)
        return None

    @staticmethod
    def _is_other_word(text: str, start: int, end: int, place: Place) -> bool:
        """Say whether a short name is part of another word: 孙中山, 中山路, 南海区 for 海南…"""
        before, after = text[max(0, start - 1) : start], text[end : end + 2]
        if before in ("孙", "・") or after[:1] in (
            "路",
            "陵",
            "装",
            "舰",
            "街",
            "港",
            "岛",
            "湾",
            "湖",
            "江",
            "山",
            "话",
            "菜",
        ):
            return True
        if place.level == "district" and after[:1] in ("区", "县", "市", "镇"):
            return True  # 滨湖市 is not 滨湖区
        if place.level == "district":
            # 福田、罗湖等区 names districts by short names; alone they are too often common words
            return not (before in "、，," and after[:1] in "、等和")
        return after in ("大学", "先生", "纪念") and place.name == "中山"


def _is_tail(text: str, mention: Mention) -> bool:
    """Say whether a county's name of two characters is the end of a longer one (南丰县 is not 丰县)."""
    before = text[mention.span.start - 1 : mention.span.start] if mention.span.start else ""
    return (
        len(mention.span) == 2
        and mention.place.level == "district"
        and "\u4e00" <= before <= "\u9fff"
        and before not in "省市州区县盟在于向对赴与和及暨至从是由以为经将把到"
    )


@cache
def load_gazetteer() -> Gazetteer:
    """Read the shipped gazetteer (once)."""
    content = (files("corpus") / "places.txt").read_text(encoding="utf-8")
    return parse_gazetteer(content)


def parse_gazetteer(content: str) -> Gazetteer:
    """Build a gazetteer from the text of a data file (see the head of `places.txt`)."""
    by_full: dict[str, Place] = {}
    places: list[Place] = []
    letters: dict[str, Place] = {}
    weak: frozenset[str] = frozenset()
    for line in content.splitlines():
        if not line or line.startswith("#"):
            continue
        head, _, rest = line.partition(": ")
        if head == "!weak":
            weak = frozenset(rest.split())
        elif head.startswith("@"):
            letters[head[1:]] = by_full[rest]
        else:
            parent = by_full.get(head)
            for full in rest.split():
                place = _make(full, parent)
                if parent is None or full not in by_full:
                    by_full.setdefault(full, place)
                places.append(place)
    return Gazetteer(places, letters, weak)


def _make(full: str, parent: Place | None) -> Place:
    if parent is None:
        return Place(short_name(full), full, "city" if full.endswith("市") else "province", None)
    level: PlaceLevel = "city" if parent.level == "province" else "district"
    return Place(short_name(full) if level == "city" else full, full, level, parent.name)


def short_name(full: str) -> str:
    """Return the usual short name: 东莞市 → 东莞, 恩施土家族苗族自治州 → 恩施; districts and counties stay."""
    if full.endswith("自治州"):
        return _NATIONS.sub("", full)
    bare = _SUFFIX.sub("", full)
    return bare if len(bare) >= 2 else full


def _bare(place: Place) -> str:
    """The name without its kind: 罗湖 for 罗湖区; empty where nothing names the place that way."""
    if place.level != "district":
        return place.name
    bare = re.sub(r"(?:特别合作区|合作区|新区|街道|区|县|市|镇)$", "", place.full)
    return bare if len(bare) >= 2 else place.full


def find_places(text: str) -> tuple[Mention, ...]:
    """Return the known places named in `text`, in order."""
    return load_gazetteer().find(text)


def find_place_by_form(text: str) -> Place | None:
    """Return the first place of `text`, known or recognised by its form alone (示例市人民政府 → 示例)."""
    found = read_places(text)
    return found[0] if found else None


def read_places(text: str) -> list[Place]:
    """Return the places that open the name of a body or stand in a title, from the wider to the narrower.

    ``广东省深圳市大鹏新区组织人事局`` gives 广东, 深圳, 大鹏新区; an unknown ``示例市`` gives 示例.
    """
    known = find_places(text)
    result: list[Place] = []
    taken: list[Span] = []
    for mention in known:
        result.append(mention.place)
        taken.append(mention.span)
    if not any(mention.place.level != "province" for mention in known):
        stripped = re.sub(r"^(?:中国共产党|中共|中国)", "", text)
        shift = len(text) - len(stripped)
        for match in _FORM.finditer(stripped[:60]):
            span = Span(match.start() + shift, match.end() + shift)
            name = match.group(1)
            leads = re.match(r"[\u4e00-\u9fff]?[在于向对赴与和及暨至从记](?=[\u4e00-\u9fff]{2,3}$)", name)
            if leads is not None:
                span = Span(span.start + leads.end(), span.end)
                name = name[leads.end() :]
            if any(span.overlaps(other) for other in taken) or "关于" in name:
                continue
            other = _NOT_PLACES.search(name)
            if other and not (other.group() in _NAMELIKE and _GOVERNED.match(stripped, match.end())):
                continue
            before = stripped[: span.start - shift][-1:]
            if before and before not in "省市州区 （(“《、—在于向对赴与和及暨至从记":
                continue
            full = stripped[span.start - shift : span.end - shift]
            level: PlaceLevel = "city" if match.group(2) in ("市", "州", "自治州") else "district"
            if match.group(2) in ("省", "自治区"):
                level = "province"
            above = result[-1] if result and _RANK[result[-1].level] < _RANK[level] else None
            parent = above.name if above else None
            result.append(Place(name if level == "city" and match.group(2) == "市" else full, full, level, parent))
    return result


def read_districts(text: str) -> list[Place]:
    """Return the districts and counties that open a clause of `text`, recognised by their form alone."""
    found: list[Place] = []
    for match in _DISTRICT.finditer(text[:LONGEST_CLAUSES]):
        name, kind = match.group(1), match.group(2)
        if not _NOT_PLACES.search(name):
            found.append(Place(name + kind, name + kind, "district", None))
    return found
