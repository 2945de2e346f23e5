"""Whether a sentence is of another time than the question: of another row of a timetable, or of what is only planned."""

from __future__ import annotations

import re

from assistant.question.model import Question

_DAY = re.compile(
    r"(?<!\d)(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]?(?:(?:至|到|—|–|-|~)+(?:(?P<month2>\d{1,2})月)?(?P<day2>\d{1,2})[日号])?"
)
_CLOCK = re.compile(r"(?<![\d:])(?P<hour>[01]?\d|2[0-4])(?::|时|点)")
_ACTUAL = re.compile(
    r"(?:现在|目前|如今)(?=[^,。?]{0,12}(?:多少|几|占))|实际(?!行动|工作|问题|困难|需[求要]|情况|出发|效果|成效)|\bactual(?:ly)?\b"
)
_PLANNED = re.compile(
    r"计划|规划|力争|争取|预计|预期|目标|拟(?!定)|将(?=[达实建完增])|(?:年|月)(?:底|末)(?:前|之前)?|确保|达到|到20\d\d年"
)
_OUTCOME = re.compile(
    r"(?:效果|成效|结果|反响|办得|搞得|开得)(?:都|到底|究竟)?(?:咋样|怎么样|怎样|如何|好不好)|结果(?:出来|是什么)|[\u4e00-\u9fff]了(?:多少|几)|完了"
)
_MEANT = re.compile(
    r"(?:结束|期满|届满|完成)后[^,;。]{0,12}(?:评估|总结|研究|再)|同意(?:于|在)|定于|将于|拟于|安排在|列入[^,;。]{0,8}计划|下一步|计划(?:于|在|今年|明年|投|新|用)"
)
_LEFT = re.compile(r"还有|尚有|其余|剩")
_TOLD = re.compile(r"实际|已|目前|现有|如今|累计|截至|截止|同比|比上年|比去年|全年(?:共|完成)|完成了")
_THIS_YEAR = re.compile(r"(?<![比较和与跟同])(?:今年|本年度?(?!末)|当年)")
_LAST_YEAR = re.compile(r"(?<![比较和与跟同由从])(?:去年(?!以来|底以来)|上一?年度?(?!度?以来))")
_ROUND_BEFORE = re.compile(r"上一?[届轮批]")
_THIS_ROUND = re.compile(r"[这本]一?[届轮批次回]")
_DAYTIMES = {"上午": (0, 12), "早上": (0, 12), "中午": (11, 14), "下午": (12, 18), "傍晚": (16, 20), "晚上": (18, 24)}


def is_of_another_time(question: Question, text: str) -> bool:
    """Say whether folded sentence `text` states days or hours, none of which is what `question` names.

    A question for a time, or whether something is so, may name another than the text states.
    """
    if question.asked == "time" or question.kind in {"yesno", "compare", "compute"}:
        return False
    if _of_other_year(question.text, text) or _of_other_year(question.text, text, last=True):
        return True
    if _ROUND_BEFORE.search(question.text) and not _ROUND_BEFORE.search(text):
        return True
    if _THIS_ROUND.search(question.text) and not _ROUND_BEFORE.search(question.text) and _ROUND_BEFORE.search(text):
        return True
    asked, stated = _days(question.text), _days(text)
    if asked and stated and not asked & stated:
        return True
    hours = [span for word, span in _DAYTIMES.items() if word in question.text]
    if len(hours) != 1:
        return False
    first, last = hours[0]
    if named := [span for word, span in _DAYTIMES.items() if word in text]:
        return (first, last) not in named
    clock = [int(hit["hour"]) for hit in _CLOCK.finditer(text)]
    return bool(clock) and not any(first <= hour < last for hour in clock)


def _of_other_year(asked: str, text: str, *, last: bool = False) -> bool:
    """Say whether folded `text` opens with the one of 去年 and 今年 that `asked` does not name, and never turns to the other."""
    own, other = (_LAST_YEAR, _THIS_YEAR) if last else (_THIS_YEAR, _LAST_YEAR)
    told = "[去上]一?年" if last else "今年|本年|当年"  # 比去年多21人 turns to it as well
    if own.search(asked) is None or other.search(asked) or re.search(told, text):
        return False
    said = other.search(text)
    return said is not None and "比" not in text[: said.start()]


def is_only_planned(question: Question, text: str) -> bool:
    """Say whether `question` asks what really came about and folded sentence `text` tells only what is meant to.

    A target (年底达到85%) is no answer to 实际达到多少, nor 定于5月举办 to 办得怎么样; what is told as done (已达85%,
    同比) may be.
    """
    planned = _ACTUAL.search(question.text) and _PLANNED.search(text)
    meant = _OUTCOME.search(question.text) and _MEANT.search(text)
    left = (question.kind == "yesno" or re.search("剩|没|未", question.text)) and _LEFT.search(text)
    return bool((planned or meant) and not left and not _TOLD.search(text))


_DONE_ASKED = re.compile(
    r"(?:完成|办完|办结|做完|干完|建完|改完|兑现|销号)了?(?:多少|几)|(?:多少|几)[^,。?]{0,6}(?:完成了?|办完|办结|做完|干完|改完|销号)(?=[?,。了]|$)"
)
_DONE_TOLD = re.compile(r"完成|办[结理完]|完工|竣工|建成|实现|解决|销号|到位|兑现|落实|达成|化解|整改|已|率")


_FOUND_ASKED = re.compile(
    r"(?:查|问|摸|调研|评估|研究|统计|测评|论证|调查|征求)(?:出来?|下来|完)[^,。?]{0,10}?(?:啥|什么|哪些|怎样|咋样?)"
)
_FOUND_TOLD = re.compile(r"发现|查[出实明]|显示|反映|结果|认为|结论|表明|不一|存在|满意|占|\d")


def lacks_the_doing(question: Question, text: str) -> bool:
    """Say whether `question` asks how many are done, or what was found out, and folded sentence `text` tells of none.

    揭榜攻坚项目113个 are not done yet, nor does 开展思想动态调研 tell what came out.
    """
    asked = question.asked == "quantity" and _DONE_ASKED.search(question.text)
    found = question.kind in {"explain", "list", "fact"} and _FOUND_ASKED.search(question.text)
    return bool((asked and not _DONE_TOLD.search(text)) or (found and not _FOUND_TOLD.search(text)))


def _days(text: str) -> set[tuple[int, int]]:
    """Return the days that `text` names as (month, day); of a stretch (5月13日至15日) each one."""
    found: set[tuple[int, int]] = set()
    for hit in _DAY.finditer(text):
        month, day = int(hit["month"]), int(hit["day"])
        if hit["day2"] is None:
            found.add((month, day))
        elif hit["month2"] in {None, hit["month"]}:
            found |= {(month, d) for d in range(day, int(hit["day2"]) + 1)}
        else:
            found |= {(month, d) for d in range(day, 32)} | {
                (int(hit["month2"]), d) for d in range(1, int(hit["day2"]) + 1)
            }
    return found
