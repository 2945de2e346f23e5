"""The sides of a comparison, what is asked of each, and the words that ask which is more. Pure; nothing is looked up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.question import frames
from assistant.question.joined import AND as _AND
from assistant.question.joined import Joined, find_joined
from assistant.question.model import Question

FEWEST = 2
_JUDGED = (
    r"各(?!单位|级|部门|支部|地|区|县|镇|机关|党|项|类|方面|市|处|科)|分别|哪(?:个|份|篇|家|边|头|样|种|方|一?年)|谁|"
    r"相?差(?:了|多少|几)|一共|总共|合计|加(?:起来|在|到)|(?<!最)[多少高低长短大重](?:了|出)?(?:多少|几)"
)
_ALONE = "村镇乡县区市局校"  # nouns of one character
_NAME = rf"(?:[^,。?]{{2,30}}?|[{_ALONE}])"
_SIDES = re.compile(
    rf"^(?:(?P<topic>(?:(?!{_AND})[^,。?]){{2,16}}),)?(?P<names>{_NAME}(?:{_AND}{_NAME}){{1,3}})"
    r"(?:,|(?=各|分别|哪(?:个|份|篇|家|边|头|样|种|方|一?年)|谁|相?差(?:了|多少|几)|[一拢]共|总共|[合总]计|合起来|加|比一?比|比较|对比))(?P<rest>.+)$"
)
_THAN = re.compile(
    r"^(?:(?P<topic>[^,。?]{2,24}),)?(?P<a>[^,。?]{2,30}?)比(?P<b>[^,。?]{2,30}?)(?P<how>多|少|高|低|长|短|大|重)(?:了|出)?(?P<what>[^,。?]{0,6}?)(?P<asked>(?:多少|几)[^,。?]{0,4})(?:[(](?P<year>(?:19|20)\d{2})年?[)])?[?]?$"
)
_CLOSING = re.compile(r"的[^的]{1,6}$")
_PERIOD = re.compile(r"(?:(?:19|20)?\d{2}年|[去今前上]年|第?[一二三四]季度|\d{1,2}月份?|[上下]半年)")
CHANGED = re.compile(r"(?<!最)(?P<how>[多少增减高低升降])(?:加|少|了|长|低|高)*(?:没有|没|吗|多少|几)")
_OPEN = re.compile(
    r"多少|几|谁|什么时候|哪天|何时|哪年|多久|怎么|咋|如何|哪[些几两三]|(?:什么|啥)(?!不同|区别|差异|差别|异同|不一样)"
)
FIGURE = re.compile(r"多少|几|谁|什么时候|哪天|何时|哪年|多久")
_NUMBER_OF = re.compile(rf"^({frames.MEASURES})数$")
ALIKE = re.compile(
    r"(?:有|是)?(?:什么|何|哪些|啥|多大|没有)?(?:不同|区别|差异|差别|异同|不一样)(?:点|之处|的?地方)?|差在哪里?儿?|"
    r"(?:是不是|是否)?(?:一样|同样|相同)(?:不|吗|么|没有?|的?吗)|比一比|比较一?下?|对比一?下?|对照一?下?"
)
"""Words that ask how alike the sides are, and nothing of each."""
WHICH = re.compile(
    r"(?:哪(?:个|家|份|篇|边|头|样|种|方|一?年|边儿)(?:[市区县镇村局处]+|单位|地方|部门)?|谁)(?:的)?(?P<what>[^,。?]{0,14}?)[更最]?(?P<how>[多少高低早晚大小长短])(?:一?些|点)?(?=[?,。、]|$)"
)
FIRST = re.compile(r"(?:哪(?:个|家|份|篇|边|方)|谁)(?:在)?(?P<how>先|前|后)(?P<what>[\u4e00-\u9fff]{0,6})(?=[?,。]|$)")
APART = re.compile(
    r"相?差(?:了|距|额)?(?:有|是)?(?:多少|几|多大)|(?<!最)[多少高低长短](?:了|出)?(?:多少|几)|(?<!参)[加增涨降减]了(?:多少|几)"
)
TOGETHER = re.compile(r"一共|总共|合计|加(?:起来|[在到]?一(?:块儿?|起))|合起来|总和|之和")
_MEASURED = re.compile(
    r"(?P<what>[^,。?]*(?:数量?|人数|标准|比例|占比|次数|金额|规模))(?:的)?(?:比一?比|比较一?下?|对比一?下?|对照)[?]?$"
)
_BOTH = re.compile(
    r"(?:这|那)?[两三四](?:边|家|地|个?地方|头|市|区|县|处|样|类|种|块|(?:个|项)[\u4e00-\u9fff]{2}(?=$|一共|总共|合计|加|各|分别|哪))(?:的)?"
)
_DATED = re.compile(r"的?(?:发布|印发|发文|成文|下发|发|日期|时间)?得?$")


@dataclass(frozen=True, slots=True)
class Sides:
    """A comparison taken apart: the names of its sides in full, what is asked of each, and the words that ask.

    ``subjects`` are the bare names when each side is a place, a body, a document or a year of its own; of them ``asked``
    may be empty, when the question only asks how alike they are.
    """

    names: tuple[str, ...]
    asked: str
    rest: str
    topic: str = ""
    subjects: tuple[str, ...] = ()

    @property
    def of_figures(self) -> bool:
        """Whether a figure, a day or a person is asked of each side."""
        return FIGURE.search(self.asked or self.topic) is not None

    def question_of(self, name: str) -> str:
        """Return what is asked of one side, as a question of its own."""
        joint = "," if len(FIGURE.findall(self.asked)) > 1 else ""  # several things are asked of each
        if not self.asked and FIGURE.search(self.topic):
            return f"{name}{self.topic}".rstrip(",")
        subject = next((subject for subject in self.subjects if name.startswith(subject)), "")
        of_figure = FIGURE.search(self.asked) is not None and not subject.endswith("”")
        led = of_figure or not self.topic.endswith(",")
        if subject and led and not _PERIOD.match(subject):  # 党建经费甲, and 党建经费,甲 of a figure: 甲党建经费
            return f"{subject}{self.topic.rstrip(',')}{name.removeprefix(subject)}{joint}{self.asked}"
        return f"{self.topic}{name}{joint}{self.asked}"


def find_sides(question: Question) -> Sides | None:
    """Return the sides of a question and what is asked of each; None when it does not name two sides."""
    joined = find_joined(question)
    if joined is not None and (put := _of_subjects(joined)) is not None:
        return put
    places = [place.surface for place in question.places]
    if hit := _THAN.match(question.text):
        names = _names([hit["a"], hit["b"]], places, question.bodies)
        asked = hit["what"] + hit["asked"].replace("几", "多少").replace("多少块钱", "多少元")
        year = f"{hit['year']}年" if hit["year"] else ""
        topic = f"{year}{hit['topic'] or ''}"
        return Sides(tuple(names), asked, f"{hit['how']}{hit['asked']}", f"{topic}," if topic else "")
    hit = _SIDES.match(question.text)
    if hit is None:
        return None
    asked = _asked(hit["rest"])
    said = re.split(_AND, _BOTH.sub("", hit["names"], count=1))
    names = _names([name.strip("的 ") for name in said], places, question.bodies)
    cut = any(name.count("“") != name.count("”") for name in names)  # one name in quotes, of several words
    asks = any(re.search("哪|谁|什么|怎么|多少", name) for name in names)  # 在哪开的、赛程谁通报的 are two questions
    if not asked or cut or asks or any(len(name) < FEWEST and name not in _ALONE for name in names):
        return None
    return Sides(tuple(names), asked, hit["rest"], f"{hit['topic']}," if hit["topic"] else "")


def _of_subjects(joined: Joined) -> Sides | None:
    """Return the sides that subjects named side by side make, each with what follows them; None when nothing is asked."""
    after = re.sub("^[都也均]", "", _BOTH.sub("", joined.after, count=1))
    hit = re.match(rf"(?P<tail>[^,。?]*?)(?:[,。]|(?={_JUDGED}))(?P<rest>.+)$", after)
    tail, rest = (hit["tail"], hit["rest"]) if hit else ("", after)
    told = FIGURE.search(joined.before) is not None  # 一期多少人,甲和乙哪边多: nothing more is asked of each
    asked = "" if told else _asked(rest, lead=True)
    alike = ALIKE.search(after) is not None
    if not asked and not told and not alike:
        return None
    if alike and not asked:
        tail = ALIKE.sub("", tail or rest).strip(",? ")
    elif told and (which := WHICH.search(rest)):
        tail += which["what"]
    subjects = tuple(map(_with_century, joined.subjects))
    return Sides(tuple(name + tail for name in subjects), asked, rest, joined.before, subjects)


def _with_century(name: str) -> str:
    """Return a name with its year in full: 23年 is 2023年, and so is 2023 at its end."""
    return re.sub(r"(?<!\d)((?:19|20)\d{2})$", r"\1年", re.sub(r"(?<!\d)(\d{2})(?=年)", r"20\1", name))


def _names(said: Sequence[str], places: Sequence[str], bodies: Sequence[str] = ()) -> list[str]:
    """Return the names of the sides in full, each with what only one of them says and all mean.

    深圳党员 and 中山 are 深圳党员 and 中山党员; 投诉22年 and 23年 are of one matter, and of the years 2022 and 2023.
    """
    names = [name.strip("的 ") for name in said]
    last = names[-1]
    of = next((hit for hit in _PERIOD.finditer(names[0]) if hit.end() == len(names[0])), None)
    period, closing = _PERIOD.match(last), _CLOSING.search(last)
    leading = next((place for place in places if names[0].startswith(place)), None)
    if leading and last in places and len(names[0]) > len(leading):
        names = [*names[:-1], last + names[0].removeprefix(leading)]
    elif (ends := [_split_at(name, bodies) for name in names]) and all(ends):
        names = _of_one_matter([end for end in ends if end])
    elif of and period:
        opening, ending = names[0][: of.start()], last[period.end() :]
        names = [names[0] + ending, *(opening + name + ending for name in names[1:-1]), opening + last]
    elif _PERIOD.fullmatch(last) and (inside := list(_PERIOD.finditer(names[0]))):
        opening, ending = names[0][: inside[-1].start()], names[0][inside[-1].end() :]
        names = [names[0], *(opening + name + ending for name in names[1:])]
    elif closing and "的" not in names[0] and not leading:
        names = [*(name + closing.group() for name in names[:-1]), last]
    return [_with_century(name) for name in names]


def _split_at(name: str, bodies: Sequence[str]) -> tuple[str, str] | None:
    """Return a name up to the end of the body it names, and what follows it; None when it names no body."""
    at = max((name.find(body) + len(body) for body in bodies if body in name), default=None)
    return None if at is None else (name[:at], name[at:])


def _of_one_matter(ends: Sequence[tuple[str, str]]) -> list[str]:
    """Return names of bodies, each with the matter that only the first (A局志愿服务比B局) or the last (A局和B局党员) has."""
    matter = ends[-1][1] or ends[0][1]
    return [body + (rest or matter) for body, rest in ends]


def _asked(rest: str, *, lead: bool = False) -> str:
    """Return the question that is put to each side: 哪个得分高,各多少分 → 多少分; empty when none is.

    With `lead` what is said before the question words is of each side: 计划发展党员哪家多,各多少 → 计划发展党员多少.
    """
    clauses = [c.strip() for c in re.split(r"[,。?]|(?<=[多少高低长短大小早晚])、", rest) if c.strip()]
    judging = (WHICH, FIRST, APART)
    open_ones = [c for c in clauses if _OPEN.search(c) and not any(form.search(c) for form in judging)]
    which = next((hit for c in clauses if (hit := WHICH.search(c))), None)
    first = next((hit for c in clauses if (hit := FIRST.search(c))), None)
    said = ""
    if lead:
        said = "".join(c for c in clauses if not any(form.search(c) for form in (*judging, _OPEN, ALIKE)))
        said = _BOTH.sub("", said + (which.string[: which.start()] if which and open_ones else ""))
    if open_ones:
        what = said + (which["what"].strip("的") if which else "")
        asked = TOGETHER.sub("", re.sub(r"各自?(?!单位)|分别|都", "", open_ones[0]))
        return f"有{asked}{what}" if len(what) == 1 and asked.endswith("多少") else what + asked
    if first is not None:
        return "的成文日期是什么时候" if _DATED.match(first["what"]) else f"什么时候{first['what']}"
    if which is not None:
        before, what = which.string[: which.start()], which["what"]
        if which["how"] in "早晚":
            return "的成文日期是什么时候" if _DATED.match(what) else f"{what}是什么时候"
        if what.endswith("得"):
            return f"{before}{what[:-1]}了多少"
        noun = what.rpartition("的")[2]
        noun = _NUMBER_OF.sub(r"\1", noun)  # 天数哪个长 asks for days
        counted = len(noun) == 1 or "的" in what or re.fullmatch(frames.MEASURES, noun)
        return f"{before}有多少{noun}" if counted else f"{before}{noun}是多少"
    if apart := next((hit for c in clauses if (hit := APART.search(c))), None):
        return f"{apart.string[: apart.start()]}是多少{apart.string[apart.end() :]}"
    measured = _MEASURED.search(clauses[-1]) if clauses else None
    return f"{measured['what']}是多少" if measured else ""
