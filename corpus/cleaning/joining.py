"""Torn lines: which line is the continuation of the one before.

A line that does not end a sentence, followed by one that begins neither heading nor item, goes on. How sure one must
be depends on what the line looks like: prose that stops amid a sentence is torn; a short line may be a heading.
"""

from __future__ import annotations

import re

from corpus.cleaning.characters import width
from corpus.cleaning.lines import Line, Setting
from corpus.structure.labels import SERIES, find_label

_ENDED = re.compile(r"[。！？!?…；;：:][”’」』）)】》\"']*$|[。！？!?]\s?[（(][^（()）\n]{0,30}[)）]$")
_LATIN_END = re.compile(r"[A-Za-z0-9][.]['\")]*$")
_GOES_ON = "，、,—"
_CLOSING = "，。、；：！？）》〉”’」』】〕,;"
_PROSE_STOP = re.compile(r"[。；！？;]")
_OPENERS = {"（": "）", "《": "》", "“": "”", "(": ")", "【": "】", "「": "」"}
_SHEET_LABEL = re.compile(
    r"[•·●]?\s?(?:索\s?引\s?号|主题分类|信息来源|来源|发文(?:机关|机构|单位|日期|字号)|成文日期|生成日期|发布(?:机构|日期|时间|单位)|文\s?号|名\s?称|标\s?题|公开类别|有效性)\s?[：:]$"
)
_STARTS_ANEW = re.compile(
    r"[•·●■◆▪▶►★☆※✓○◇\-–—*#>|]|https?:|附件|附[：:]|抄送|抄报|主送|（此件|\(此件|编辑|责任编辑|责编|校对|来源[：:]|"
    r"[12][0-9]{3}年[0-9]{1,2}月[0-9]{1,2}日$|二[〇○零][〇○零一二三四五六七八九]{2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日$"
)
_LETTER_NUMBER = re.compile(r"[〔\[［【（(](?:19|20)\d\d[〕\]］】）)]\s?\d{1,5}\s?号$")
_TORN_DECIMAL = re.compile(r"[\u4e00-\u9fff]\d{1,4}[.]$")
_REST_OF_DECIMAL = re.compile(r"\d{1,3}(?:[%％万亿元个倍米吨亩]|公里|平方)")
_HEADING_NUMBER = re.compile(r"0[1-9]")
PROSE = 60
"""Characters from which a line without any stop is more likely prose than heading."""


def is_ended(text: str) -> bool:
    """Say whether `text` ends where a sentence, an item or an introduction ends."""
    tail = text[-48:]
    return _ENDED.search(tail) is not None or _LATIN_END.search(tail) is not None


def is_heading_number(text: str) -> bool:
    """Say whether a line is the number of the heading below it and nothing else (01)."""
    return _HEADING_NUMBER.fullmatch(text) is not None


def goes_on(paragraph: str, first: Line, second: Line, setting: Setting) -> bool:
    """Say whether `second` continues `paragraph`, the last line of which is `first`."""
    before, after = first.text, second.text
    if is_heading_number(before):
        return 4 <= len(after) <= 40 and not is_ended(after) and after[0] not in _CLOSING
    if _SHEET_LABEL.match(before):
        return len(after) <= 60 and re.match(r"[•·●]|[^：:]{2,8}[：:]", after) is None and second.blanks_before <= 1
    wrapped = setting.column is not None and width(before) + first.indent >= setting.column - 5
    if _STARTS_ANEW.match(after) or _LETTER_NUMBER.search(after[-24:]) or _LETTER_NUMBER.search(before[-24:]):
        return False
    if after[0] in _CLOSING:
        return not is_ended(before) or wrapped
    if _opens_item(after, before):
        return False
    if _TORN_DECIMAL.search(before) and _REST_OF_DECIMAL.match(after):
        return True
    if is_ended(before):
        return wrapped and setting.indented and second.indent < 2 and second.blanks_before == 0 and before[-1] != "："
    if before[-1] in _GOES_ON:
        return not (setting.indented and second.indent >= 2 and before[-1] == "—")
    if _leaves_open(paragraph):
        return True
    if setting.column is not None:
        new = setting.indented and second.indent >= 2 and first.indent < second.indent
        return wrapped and not new and (second.blanks_before == 0 or _is_prose(paragraph))
    if setting.indented and second.indent >= 2:
        # every paragraph of this text is indented, a page break inside one is not
        return False
    return _is_prose(paragraph) and not _is_complete(before)


def _is_prose(paragraph: str) -> bool:
    """A paragraph with a full stop inside, or a long one with several commas and no label."""
    if _PROSE_STOP.search(paragraph[:-1]):
        return True
    commas = sum(paragraph.count(c) for c in "，,")
    return len(paragraph) >= PROSE and commas >= 2 and find_label(paragraph, 0, len(paragraph)) is None


def _is_complete(text: str) -> bool:
    """A line that closes with a bracket after its stop, a web address or a date is whole."""
    return bool(re.search(r"(?:https?://\S{1,200}|[)）]|[0-9]{1,2}日|\|)$", text[-220:]))


def _opens_item(after: str, before: str) -> bool:
    label = find_label(after, 0, len(after))
    if label is None:
        return False
    if label.family in SERIES and before[-1] not in "。；：:;！？”）)":
        # “…党员干部一要带头” may be torn before 一要; a series item opens after a stop only
        return is_ended(before)
    if label.family in ("bare", "num", "decimal") and before[-1] in "，、,至—-":
        return False
    return not (label.family == "article" and before[-1] in "，、,和及或《")


def _leaves_open(text: str) -> bool:
    """Say whether a bracket or quote is still open at the end of a line that has begun it within reach."""
    tail = text[-60:]
    for opener, closer in _OPENERS.items():
        at = tail.rfind(opener)
        if at >= 0 and closer not in tail[at:]:
            return True
    return False
