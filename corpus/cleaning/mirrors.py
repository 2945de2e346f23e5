"""What mirror sites do to a text: traditional characters, and the pinyin of a character in brackets behind it.

The traditional characters stay; a shadow of the text in simplified characters, one for one, is what is judged.
"""

from __future__ import annotations

import re

from corpus.cleaning.characters import is_ideograph

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ"
_RESIDUE = re.compile(rf"(?<=[\u3400-\u9fff])\([a-zü{_TONED}]{{1,7}}\)")
LEAST_RESIDUE = 5
"""So many readings with tone marks show that a machine put them there."""
LEAST_SHARE = 0.03
"""Share of ideographs with another simplified form from which a text is judged to be in traditional characters."""


def hide_readings(text: str) -> str:
    """Put invisible characters in place of the readings behind characters (機(jī)關(guān)) where they are many."""
    toned = 0
    for match in _RESIDUE.finditer(text):
        toned += any(c in _TONED for c in match.group())
        if toned >= LEAST_RESIDUE:
            return _RESIDUE.sub(lambda found: "\u200b" * len(found.group()), text)
    return text


def simplify(text: str) -> str:
    """Return `text` in simplified characters, one for one, so that offsets stay; itself when it is simplified."""
    distinct = {c for c in set(text) if is_ideograph(c)}
    if not distinct:
        return text
    from opencc import OpenCC  # 繁→简 tables; loaded only for texts with ideographs

    converter = OpenCC("t2s")
    ordered = sorted(distinct)
    simple = converter.convert("\n".join(ordered)).split("\n")
    if len(simple) != len(ordered):
        return text
    table = {ord(a): b for a, b in zip(ordered, simple, strict=True) if a != b and len(b) == 1}
    if not table:
        return text
    ideographs = changed = 0
    for character in text[:20_000]:
        if is_ideograph(character):
            ideographs += 1
            changed += ord(character) in table
    return text.translate(table) if changed >= LEAST_SHARE * max(1, ideographs) else text
