"""Subjects that a question names side by side: 云岫和望川, 2024年与2025年 (also in two clauses), 东莞要点和推进会讲话, 永和镇跟柏树镇.

What stands before and after them is of each. Pure; nothing is looked up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.question.model import Question

AND = r"(?:和(?!谐)|与(?!会)|跟(?!踪|班)|(?<![共不相协合])同(?![志步时期比样])|、)"
PERIOD = r"(?:(?:(?:19|20)\d{2}|(?<!\d)\d{2})年度?|(?:19|20)\d{2}(?!\d)|[去今前上]年|第?[一二三四]季度|[上下]半年)"
_PERIOD = re.compile(PERIOD)
_ENDING = re.compile(f"(?<=.){PERIOD}$")
_DOCUMENT = r"(?:讲话稿?|要点|报道|通知|办法|方案|总结|新闻|文章|材料|公报|报告|通报|纪要)"
_THAT = r"(?:的?[这那](?:[份篇个场次]|几份)|的)?"
_CLASS = r"(?:街道|社区|新区|[镇乡村区县市局])"
_HAN = r"[\u4e00-\u9fff]"
_JOINT = re.compile(r"联合|联手|携手|共同|合作|一起|一道|合办|之间|签")
_EACH = re.compile(r"各|分别")
_THAN = re.compile(r"[^,。?]*?[多少高低长短大重快](?:了|出)?(?:多少|几)")
TURN = re.compile(
    rf"^(?P<before>[^。?]*?)(?P<a>{PERIOD})(?P<after>[^,。?]*?(?:多少|几)[^,。?]*)[,。?]那?(?P<b>{PERIOD})的?又?"
    r"(?:打算|计划|准备|安排|预计|要)?(?:呢|(?:是|有|为)?(?:多少|几)[^,。?]{0,4})(?:[,。?](?P<rest>.*))?$"
)
"""The same asked of one time and then of another: 2025年办了几讲,26年打算几讲."""
_BESIDE = re.compile(rf"{AND}|比")
_QUOTED = re.compile(r"“[^”]{2,20}”|《[^》]{2,40}》")


@dataclass(frozen=True, slots=True)
class Joined:
    """Two to four subjects, with what the question says before and after them."""

    before: str
    subjects: tuple[str, ...]
    after: str


def find_joined(question: Question) -> Joined | None:
    """Return the subjects that stand side by side in the question's text; None when none do, or they act together."""
    names = {*(place.surface for place in question.places), *question.bodies, *_QUOTED.findall(question.text)}
    return _find(question.text, tuple(sorted(names, key=lambda name: (-len(name), name))))


@lru_cache(maxsize=64)  # several answerers ask it of one question, and the forms are long to compile
def _find(text: str, names: tuple[str, ...]) -> Joined | None:
    if turn := TURN.match(text):
        return Joined(turn["before"], (turn["a"], turn["b"]), f"{turn['after']},{turn['rest'] or ''}".rstrip(","))
    for pattern, than in _patterns(names) if _BESIDE.search(text) else ():
        hit = pattern.search(text)
        if hit is None:
            continue
        subjects = tuple(hit[name] for name in ("a", "b", "c", "d") if hit.groupdict().get(name))
        before, after = text[: hit.start()], text[hit.end() :]
        if than and not _THAN.match(after):
            continue
        together = _JOINT.search(after) and not _EACH.search(after)
        if len(set(subjects)) == len(subjects) and not together:
            return _shared(Joined(before, subjects, after))
    return None


def _shared(found: Joined) -> Joined:
    """Return the subjects with what only one has and all mean told before or after them.

    甲和乙今年 is this year of both, 甲25年和26年 two years of one.
    """
    first, *others = found.subjects
    ending = _ENDING.search(others[-1])
    if all(map(_PERIOD.fullmatch, others)):
        place = _PERIOD.sub("", first) if _ENDING.search(first) else ""
        return Joined(found.before + place, (first.removeprefix(place), *others), found.after)
    if ending and not any(map(_PERIOD.search, (first, *others[:-1]))):
        return Joined(found.before, (first, *others[:-1], others[-1][: ending.start()]), ending.group() + found.after)
    return found


def _patterns(names: tuple[str, ...]) -> list[tuple[re.Pattern[str], bool]]:
    """Return the forms that joined subjects take, surest first, and whether a form says one is more than the other."""
    known = "|".join(map(re.escape, names)) or r"(?!)"
    document = rf"(?<![\u4e00-\u9fff]){_HAN}{{1,8}}?{_THAT}{_DOCUMENT}"
    after_and = rf"(?:{_HAN}{{1,8}}?{_THAT}{_DOCUMENT})"
    own = rf"(?:(?:{known}){{1,2}}(?:的?{PERIOD})?(?:{_THAT}{_DOCUMENT})?(?:的(?:{known}))?|{PERIOD})"
    first, other = rf"(?:{own}|{document})", rf"(?:{own}|{after_and})"
    name = rf"{_HAN}{{2,6}}?(?:{PERIOD})?"
    classed = rf"{_HAN}{{1,4}}?{_CLASS}"
    edge, end = r"(?<![^,。])", r"(?=[,。]|各|分别|哪|谁)"
    return [
        (re.compile(rf"(?P<a>{first}){AND}(?P<b>{other})(?:{AND}(?P<c>{other}))?(?:{AND}(?P<d>{other}))?"), False),
        (re.compile(rf"(?P<a>{own})比(?P<b>{own})"), True),
        (re.compile(rf"{edge}(?P<a>{_HAN}{{1,4}}(?P<class>{_CLASS})){AND}(?P<b>{_HAN}{{1,4}}?(?P=class))"), False),
        (re.compile(rf"{edge}(?P<a>{own}){AND}(?P<b>{name}(?=[,。])|{classed}{end})"), False),
        (re.compile(rf"{edge}(?P<a>{name}){AND}(?P<b>{own}){end}"), False),
    ]
