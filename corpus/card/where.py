"""Where a document belongs: its place, the places within it, and whether it hides them on purpose."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.card.identity import Frame
from corpus.model import CardField, Span
from corpus.places import Mention, Place, find_places, load_gazetteer, read_districts, read_places

_MASK = re.compile(
    r"(?:某{1,2}|[×✕╳]{1,3}|(?<![A-Za-z0-9])[xX]{1,3}(?![A-Za-z0-9])|[＊*]{1,3}|[○◯]{2,3}|■{1,3}|□{2,3})(?:省|市|县|区|州|旗|镇|乡|街道|新区|村|社区|局|委|办|厅|工会|单位|公司|集团|开发区|产业园)|"
    r"(?<=[\u4e00-\u9fff，,、。；：“])(?:[xX]{2,3}|[×✕╳]{2,3})(?=[\u4e00-\u9fff])|(?:省|市|县|区|“|”|，|、|“)[＊*]{1,3}(?=[\u4e00-\u9fff])|[\u4e00-\u9fff][＊*]{1,3}[\u4e00-\u9fff]|(?<=[\u4e00-\u9fff“])[＊*]{1,3}(?=[\u4e00-\u9fff])"
)
_HIDDEN_PLACE = re.compile(
    r"(?:某|[×✕╳]{1,3}|(?<![A-Za-z0-9])[xX]{1,3}|[＊*]{1,3}|[○◯]{2,3})(?:省|市|县|区|州|旗|新区|镇|街道)"
)
_HIDDEN_NAME = re.compile(r"[某×✕╳xX＊*○◯]{2,4}")
_NO_NAME = re.compile(r"^[由对将把被经在向从到与和及以为是按给让]|[市县区州委局]")
MASKS = 3
"""So many masked names make an anonymised text; one is enough where it stands in the title or the sign-off."""
HIDDEN_PLACES = 2
LONGEST = 200_000
"""Characters of content that are searched for places."""


@dataclass(frozen=True, slots=True)
class Where:
    """The place of a document, further places, and whether its subject is masked."""

    place: CardField | None
    regions: tuple[str, ...]
    masked: bool


def find_where(frame: Frame, issuer: CardField | None, titles: Sequence[CardField]) -> Where:
    """Judge the place from issuer, number and titles, else from what the text speaks of most.

    The publisher of a news text and the website's footer say nothing about its place. A masked text has none.
    """
    content = frame.having("body", "table", "title", "addressee")
    names = (issuer, *titles, *_speakers(frame))
    stated = _from_names(frame.text, names) or _from_number(frame)
    if stated is None and is_masked(frame, titles):
        return Where(None, (), True)
    mentions = _mentions(frame.text, content)
    place = stated or _from_text(frame, mentions)
    if place is None:
        return Where(None, (), False)
    return Where(place[1], _regions(frame, place[0], mentions), False)


def is_masked(frame: Frame, titles: Sequence[CardField]) -> bool:
    """Say whether the text hides names on purpose: 某市, ××县, XX局, ``*``."""
    heads = [title.value for title in titles] + [span.of(frame.text) for span in frame.having("signature", "issuer")]
    if any(_HIDDEN_PLACE.search(head) for head in heads):
        return True
    if any(_HIDDEN_NAME.fullmatch(span.of(frame.text)) for span in frame.having("byline")):
        return True
    masks = places = 0
    for span in frame.having("body", "addressee", "title"):
        masks += sum(1 for _ in _MASK.finditer(frame.text, span.start, min(span.end, span.start + 20_000)))
        places += sum(1 for _ in _HIDDEN_PLACE.finditer(frame.text, span.start, min(span.end, span.start + 20_000)))
        if masks >= MASKS or places >= HIDDEN_PLACES:
            return True
    return False


def _speakers(frame: Frame) -> list[CardField]:
    """Who holds the speech, by office: 示例市委书记　李建国. Reporters and papers say nothing about the place."""
    return [
        CardField(span.of(frame.text), span)
        for span in frame.having("byline")
        if not re.search(r"记者|通讯员|[报网社台]|图/|文/|摄影|供稿|作者", span.of(frame.text))
    ]


def _from_names(text: str, fields: Sequence[CardField | None]) -> tuple[Place, CardField] | None:
    for field in fields:
        if field is None:
            continue
        places = [place for place in read_places(field.value) if not _is_far(field.value, place)]
        if places:
            place = _narrowest(places)
            return place, CardField(place.name, _where_named(text, field, place), field.origin)
    return None


def _is_far(value: str, place: Place) -> bool:
    """A province in 省第十三届… or a place that is only visited (赴深圳考察) is not where the text belongs."""
    at = value.find(place.name)
    return at > 0 and value[at - 1] in "赴访学援"


def _narrowest(places: Sequence[Place]) -> Place:
    """The narrowest of a chain 广东, 深圳, 大鹏新区; the first where the names do not lie in each other."""
    best = places[0]
    for place in places[1:]:
        if place.parent == best.name or (best.level == "province" and place.level != "province"):
            best = place
    return best


def _where_named(text: str, field: CardField, place: Place) -> Span | None:
    if field.span is None:
        return None
    for name in (place.full, place.name):
        at = text.find(name, field.span.start, field.span.end)
        if at >= 0:
            return Span(at, at + len(name))
    return field.span


def _from_number(frame: Frame) -> tuple[Place, CardField] | None:
    letters = load_gazetteer().letters
    for span in frame.having("number"):
        place = letters.get(span.of(frame.text)[:1])
        if place is not None and re.match(r".[府政党委办发直组纪人财教卫建]", span.of(frame.text)):
            return place, CardField(place.name, Span(span.start, span.start + 1), "inferred", 0.7)
    return None


def _mentions(text: str, spans: Sequence[Span]) -> list[Mention]:
    found: list[Mention] = []
    seen = 0
    for span in spans:
        if seen > LONGEST:
            break
        reach = Span(span.start, min(span.end, span.start + LONGEST))
        seen += len(reach)
        for mention in find_places(reach.of(text)):
            at = Span(mention.span.start + span.start, mention.span.end + span.start)
            found.append(Mention(at, mention.place, mention.formal))
    return found


def _from_text(frame: Frame, mentions: Sequence[Mention]) -> tuple[Place, CardField] | None:
    """Return the place that the text speaks of clearly more than of any other; a district counts for its city too."""
    counts: Counter[Place] = Counter(mention.place for mention in mentions)
    gazetteer = load_gazetteer()
    cities: Counter[str] = Counter()
    for place, count in counts.items():
        if place.level == "city":
            cities[place.name] += count
        elif place.level == "district" and place.parent is not None and (formal := _formal(mentions, place)):
            cities[place.parent] += formal
    ranked = cities.most_common(2)
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1]):
        return _from_form(frame)
    city = gazetteer.get(ranked[0][0])
    if city is None:
        return None
    place = _own_district(frame.text, city, counts, mentions) or city
    first = next((m for m in mentions if m.place == place), None)
    if first is None:
        return None
    return place, CardField(place.name, first.span, "inferred", 0.7)


def _formal(mentions: Sequence[Mention], place: Place) -> int:
    return sum(1 for mention in mentions if mention.place == place and mention.formal)


def _own_district(text: str, city: Place, counts: Counter[Place], mentions: Sequence[Mention]) -> Place | None:
    """Return the one district whose own text this is: named, no other district is, and called 新区, 全区 or 我区 itself."""
    districts = [
        place
        for place in counts
        if place.level == "district" and place.parent == city.name and _formal(mentions, place)
    ]
    if len(districts) != 1:
        return None
    district = districts[0]
    suffix = "新区" if district.full.endswith("新区") else district.full[-1]
    alone = len(re.findall(rf"(?<![\u4e00-\u9fff])(?:我|全|本)?{suffix}|(?:我|全|本){suffix}", text)) if suffix else 0
    return district if counts[district] >= 2 and (counts[district] >= counts.get(city, 0) or alone >= 3) else None


def _from_form(frame: Frame) -> tuple[Place, CardField] | None:
    """A place that is in no gazetteer (示例市): the opening of the first paragraphs names it with its suffix, often."""
    counts: Counter[str] = Counter()
    named: Counter[str] = Counter()  # once amid a sentence, one of several perhaps, is not enough
    first: dict[str, Span] = {}
    for span in frame.having("body")[:40]:
        for match in re.finditer(
            r"(?:^|(?<=[，,。；：“（(、日]))([\u4e00-\u9fff]{2,3}(?:市|县|新区))(?=委|政府|人民|直|纪|机关|各|召开|举行|举办|全|政协|人大|的|[^\u4e00-\u9fff])",
            span.of(frame.text)[:2000],
        ):
            # 来自市直机关, 组织市直单位 look like 示例市直机关; what may be a verb must come twice
            counts[match.group(1)] += 1 if match.string[match.end() : match.end() + 1] in "直全各" else 2
            first.setdefault(match.group(1), Span(span.start + match.start(1), span.start + match.end(1)))
            named[match.group(1)] += 2 if match.start() == 0 else 1
    for name, count in counts.most_common(3):
        if _NO_NAME.search(name[:-1]):
            continue
        places = read_places(name)
        if count >= 2 and named[name] >= 2 and places:
            return places[0], CardField(places[0].name, first[name], "inferred", 0.5)
    return None


def _regions(frame: Frame, place: Place, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Return the city of a district, or the districts of a city that the text names, in order of appearance."""
    if place.level == "district":
        return (place.parent,) if place.parent else ()
    inside = [m.place.name for m in mentions if m.place.parent == place.name]
    if not inside and not load_gazetteer().children(place.name):
        inside = [found.full for span in frame.having("body") for found in read_districts(span.of(frame.text))]
    return tuple(dict.fromkeys(inside))
