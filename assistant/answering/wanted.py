"""What a question counts and calls when it asks for a list: how many, in which measure, and the noun of the entries."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering.naming import head_of
from assistant.question import frames
from assistant.question.model import Question
from assistant.question.terms import tokenize
from corpus.numerals import read_number

MEASURE = (
    r"(?:大?方面|大?部分|大?板块|大?类|大?项|大?块|大?点|个|条|件|本|种|级|场|道|把|张|门|堂|支|步|关|招|环|句|样|起|家|处|档|层|段"
    r"|章|大|座|桩)"
)
_COUNTED = re.compile(
    rf"(?<![第\d])(?P<which>哪|前|后)?(?P<n>{frames.NUMERAL}|(?<=哪)[几些])(?P<measure>{MEASURE}?)"
    r"(?=(?P<noun>(?:“[^”]{1,8}|[\u3400-\u9fff]){0,6}))"
)
_NO_COUNT = re.compile(r"^(?:年|月|日|号|天|分|元|万|亿|周|岁|时|点钟|小时|季度|[次届批期回名位人多成])")
_TIMES = re.compile(r"个(?:月|小时|钟头|工作日|百分点|季度|星期|礼拜)")
_CUT = re.compile(r"[是都叫有的里出为要得够各算讲说干]|分别|具体|到底|怎么|标题")
ANY_NOUN = frozenset("事 事情 内容 方面 部分 标题 东西 地方 样 块 条 项 点 件 个 家 单位 工作 任务 重点 大".split())


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question counts and calls: how many, each count with its measure and noun, and the nouns of the list."""

    counts: frozenset[int]
    phrases: tuple[tuple[int, str, str], ...]
    nouns: tuple[str, ...]


def find_wanted(question: Question) -> Wanted:
    """Return what a question counts and the nouns that it asks a list of; what stands after 哪 alone, where that is said."""
    phrases: list[tuple[int, str, str]] = []
    asked: set[int] = set()
    nouns: list[str] = []
    after: list[str] = []
    for hit in _COUNTED.finditer(question.text):
        rest = f"{hit['measure']}{hit['noun']}"
        if _NO_COUNT.match(rest) or not rest or _TIMES.match(rest):
            continue
        words = _nouns(hit["noun"])
        number = read_number(hit["n"]) if hit["n"] not in {"几", "些"} else None
        (after if hit["which"] else nouns).extend(words)
        if number is not None and number > 1:
            phrases += [(number, hit["measure"], word) for word in words or [""]]
            if hit["which"]:
                asked.add(number)
    measured = {number for number, measure, _ in phrases if measure}  # 五星的83个支部 counts 83
    counts = asked or measured or {number for number, _, _ in phrases}
    kept = tuple(phrase for phrase in phrases if phrase[0] in counts)
    head = head_of(question)
    called = after or [*nouns, *([head] if len(head) > 1 and _nouns(head) else [])]
    return Wanted(frozenset(counts), kept, tuple(n for n in dict.fromkeys(called) if n not in ANY_NOUN))


def _nouns(words: str) -> list[str]:
    """Return the nouns that open folded `words`; two characters that are no noun may yet be what is counted (三前移)."""
    if words[:1] == "“":
        return [words[1:].split("”")[0]]
    words = _CUT.split(words)[0]
    tagged = tokenize(words) if words else []
    found: list[str] = []
    for word, tag in tagged:
        if tag[:1] not in {"n", "v", "a", "b"} or (found and tag[:1] == "v" and tag != "vn"):
            break
        if tag[:1] == "n" or tag == "vn":
            found.append(word)
    if not found and len(words) == 2:
        return [words]
    return list(dict.fromkeys(["".join(found), *found])) if found else []
