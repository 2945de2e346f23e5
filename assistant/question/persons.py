"""Persons: names that stand after an office or a credit word, and how they are written in pinyin."""

from __future__ import annotations

import re
from collections.abc import Iterable

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋"
    "蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方童白邹孟熊秦邱江尹薛闫段"
    "雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤艾习"
)
ROLES = "书记|主任|部长|局长|市长|省长|区长|县长|镇长|处长|科长|主席|编辑|记者|通讯员|二审|三审|责编|秘书长|院长|校长"
PERSON = re.compile(
    rf"(?P<role>{ROLES})[:\s]*(?P<name>[{SURNAMES}][\u4e00-\u9fff]{{1,2}})"
    r"(?=在|出席|指出|强调|表示|主持|说|要求|作|[\s,、。;)”]|$)"
)


def find_persons(text: str) -> tuple[str, ...]:
    """Return the names of persons in folded `text`, each once, in order."""
    return tuple(dict.fromkeys(hit["name"] for hit in PERSON.finditer(text)))


def romanise(names: Iterable[str]) -> dict[str, str]:
    """Return each name by its pinyin, surname first: ``{"meng fanli": "孟凡利"}``."""
    from pypinyin import lazy_pinyin

    return {f"{lazy_pinyin(name[0])[0]} {''.join(lazy_pinyin(name[1:]))}": name for name in names}
