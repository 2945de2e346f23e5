"""Bodies: names of offices, bureaus, committees and districts, in full or shortened (卫健委 for 卫生健康委)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.question.model import PlaceReference
from assistant.question.terms import tokenize

_SUFFIX = (
    "人大常委会机关|人大常委会|常委会|政协机关|委员会|办公厅|办公室|纪委监委|监委|纪委|纪工委|工委|党组|党委|政府|局|委|办|部|署|厅|社|院|工会|总工会|团市委|妇联|总会|公司|集团|"
    "街道办|街道|社区|新区|镇政府|医院|中心|学校|幼儿园"
)
BODY = re.compile(
    rf"(?:(?:[\u4e00-\u9fff]{{2,4}}?)?(?:省|市|区|县|新区|镇|州|盟|旗))(?:[\u4e00-\u9fff]{{0,12}}?)(?:{_SUFFIX})|[\u4e00-\u9fff]{{2,3}}(?<!实验)(?<!示范)(?<!开发)(?<!先行)(?:新区|区|县|街道|镇|社区)(?!域)"
)
_ASKED = re.compile(
    r"(?:[\u4e00-\u9fff]{2,3}市|[市省区县])?(?:[\u4e00-\u9fff]{0,8}?)(?:局|监委|纪委|工委|卫健委|发改委|政法委|组织部|宣传部|统战部|办公厅|政协机关|政协|人大常委会|人大|妇联|团市委|团委|总工会|工务署|外办|编办|市委办|市府办|政府办|县委办|区委办|党建办|街道办|委员会|(?<!部)署|(?<![大餐展客前门乐告播议能舞歌事])厅)(?!长)"
)
_COMMON_PLACE = re.compile(r"[小社地片园校城郊辖景厂库灾特街战选专湾验范发务行公活民我本]{1,2}[区县市]")
_NO_BODY = ("干部", "内部", "全部", "支部")
_WHOLE = re.compile(r"[全各][省市区县]")
_COUNTED = re.compile(r"[个家名所座类]")
_NUMERALS = frozenset("0123456789一二三四五六七八九十百千两几多余各这那")
_NOT_START = re.compile(
    r"^(?:[年月日号度](?:[起末底初中]|以来|上半年|下半年)?|至今|目前|现在|请问?|要|得|想|让|给|找|什么|哪个|哪些|多少|关于|按照?|根据|依照?|照|据|由|在|被|和|与|及|跟|对|从|把|叫|归|将|是|的|有[个家]?|几|这[个位]?|那[个位]?|我|你|他|说|问|那么|还有|今年|去年)+"
)
_SOURCE = re.compile(r"(?:按照?|根据|依照?|照|据)[\u4e00-\u9fff]{2,10}$")
_TOLD = re.compile(r"的?(?:解答|答复|答问|问答|说法|口径|规定|要求)")
_COMMON = frozenset(
    {"党委", "纪委", "机关党委", "机关纪委", "工委", "各部", "全部", "干部", "内部", "一部", "外部", "党组", "支部"}
)


def find_bodies(text: str, places: Sequence[PlaceReference] = ()) -> tuple[str, ...]:
    """Return the bodies that folded question `text` names, in order, without words that only lead up to them.

    One of `places` right before a body without its class (深圳人大) is the place alone, and left to the scope.
    """
    found: list[str] = []
    for hit in _ASKED.finditer(text):
        if _SOURCE.search(text[: hit.end()]) and _TOLD.match(text, hit.end()):
            continue  # 按组织部的解答: who wrote it, not whom it is of
        name = _NOT_START.sub("", hit.group())
        for mark in ("的", "里", "请", "由", "在", "和", "与", "及", "跟", "是", "了", "比", "说"):
            name = name.rsplit(mark, 1)[-1] if mark in name[:-1] else name
        name = _NOT_START.sub("", name)
        if re.search(r"[哪谁啥几]|什么|交给|报给|发给|[那这该][个家一]*(?:局|厅|委员会|办公厅)$", name):
            continue
        core = next(
            (name.removeprefix(p.surface) for p in places if p.surface == p.name and name.startswith(p.name)), ""
        )
        own = _NOT_START.sub("", core)
        if len(core) >= 2 and (own == core or own not in _COMMON):  # 东莞要把机关纪委弄强 names none
            found.append(core if own[:1] in "个家位次" else own)
        if len(core) >= 2:
            continue
        if len(name) >= 3 and name not in _COMMON and not name.endswith(_NO_BODY):
            found.append(name)
    return tuple(dict.fromkeys(found))


def body_at(text: str, start: int = 0) -> str | None:
    """Return the body or district whose name begins at `start` of folded `text`, in its longest form, or None."""
    found = [hit.group() for pattern in (BODY, _ASKED) if (hit := pattern.match(text, start))]
    return max(found, key=len, default=None) if BODY.match(text, start) else None


def find_body(text: str) -> str | None:
    """Return the first body or district that folded `text` names, without the verb before it (支持市妇联); else None."""
    for hit in BODY.finditer(text):
        whole = _WHOLE.search(text[max(0, hit.start() - 1) : hit.end()])
        common = _COMMON_PLACE.match(text, max(0, hit.start() - 1))
        counted = _COUNTED.match(hit.group()) and text[hit.start() - 1 : hit.start()] in _NUMERALS
        if whole or common or counted or re.search("[和与及、]", hit.group()) or hit.group().endswith(_NO_BODY):
            continue
        start = hit.start() + _leading(hit.group())
        name = body_at(text, start) or ((found := _ASKED.match(text, start)) and found.group())
        if name is not None:
            return name
    return None


def _leading(name: str) -> int:
    """Return how many characters of verbs and particles stand before a name."""
    size = 0
    for word, tag in tokenize(name):
        if tag[:1] not in {"v", "p", "d", "c", "u"}:
            break
        size += len(word)
    return size


def short_form(name: str) -> str:
    """Return a body's name without the 市/区/县 that places it."""
    return re.sub(r"^(?:[\u4e00-\u9fff]{2,3}(?:市|省|区|县)|市直|[市省区县])(?=[\u4e00-\u9fff]{2})", "", name)


def names_same(asked: str, written: str) -> bool:
    """Say whether `asked` may be a shorter way to write the body `written`: its characters occur there in order."""
    asked, written = short_form(asked), short_form(written)
    if asked in written or written in asked:
        return True
    if len(asked) < 2 or asked[-1] not in written:
        return False
    characters = iter(written)
    return all(char in characters for char in asked)


def stands_in(asked: str, text: str) -> bool:
    """Say whether folded `text` names the body `asked`, in full or in a longer form."""
    core = short_form(asked)
    if core in text:
        return True
    return any(names_same(core, hit.group()) for hit in BODY.finditer(text))
