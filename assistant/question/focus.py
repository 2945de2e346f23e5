"""What a question word asks about: the words beside 多少, 几, 哪个 and their like."""

from __future__ import annotations

import re

from assistant.question import frames
from assistant.question.model import Slot
from assistant.question.words import load_words

_TAIL = re.compile(
    r"(?:是|有|为|达|达到|达成|共|一共|总共|共有|了|的|大概|大约|目前|已经|已|都|约|分别|到底|究竟|要|需要|应|能|可以|占)+$"
)
_HEAD = re.compile(r"^(?:的|了|是|个|左右|以上|[之以]?内)+")
_MEASURED = re.compile(r"小时|月(?!份)|工作日|百分点|学时|课时|人(?![员才均次大民心家物选])")
_LASTING = re.compile(r"多长|多久")
_STOP = re.compile(r"[,，。?？!;；:：、]")


def find_slots(text: str) -> tuple[Slot, ...]:
    """Return the figures that folded `text` asks for, in order, each with its unit and the words it is asked of."""
    slots: list[Slot] = []
    previous = 0
    hits = list(frames.QUANTITY.finditer(text))
    for at, hit in enumerate(hits):
        unit = hit["unit1"] or hit["unit2"] or hit["unit3"] or ""
        end = hit.end()
        if unit == "个" and (measured := _MEASURED.match(text, end)):  # 几个小时 counts hours
            unit, end = ("个月" if measured.group() == "月" else measured.group()), measured.end()
        right_end = hits[at + 1].start() if at + 1 < len(hits) else len(text)
        right = _STOP.split(text[end:right_end])[0]
        right = _HEAD.sub("", right).strip()
        left = _TAIL.sub("", text[previous : hit.start()].strip())
        own = _STOP.split(left)[-1]  # 积分办法,有效期多久 is asked of the 有效期
        left = own if len(own) > 1 else left
        right = re.sub(r"(?:里选出来的|来的|的|了|呢|吗|啊|在内|左右)+$", "", right)
        counted = right if len(re.sub(r"[^\u3400-\u9fffa-z]", "", right)) >= 2 else ""
        verb = re.match(r"(?:参加|参与|参会|到会|出席|完成|入围|展示|达标|实现|上线|覆盖|下沉|揭榜|落实|整改)", counted)
        focus = counted or left[-10:]
        if verb:
            counted = ""
        denied = re.match(r"还?[没未不]|尚未", counted)  # 几道没销号 counts no 没销号
        if (len(counted) <= 3 and not verb) or denied:
            focus = left[-8:] + counted
        if denied or _LASTING.match(hit.group()):
            counted = ""
        slots.append(Slot(unit, focus, re.split(r"[的了下上在被受参入]", counted)[0] if counted else ""))
        previous = hit.end()
    return tuple(slots)


def find_focus(text: str, pattern: re.Pattern[str]) -> str:
    """Return the words beside the question word that `pattern` finds in folded `text`."""
    hit = pattern.search(text)
    if hit is None:
        return ""
    right = _HEAD.sub("", _STOP.split(text[hit.end() :])[0]).strip(" ?")
    left = _TAIL.sub("", _STOP.split(text[: hit.start()])[-1].strip())
    return right if len(right) >= 2 else left[-12:]


_LISTED = re.compile(
    rf"哪(?:些|几|{frames.NUMERAL})(?:个(?:大)?|项(?!目)|点|条|种|类|大(?:项|类)?|家|位|名|句|型|场|部)?|都?有(?:什么|啥)|都(?:有|是)?谁|包括(?:什么|啥)"
)
_ASIDE = re.compile(r"\([^()]*\)[?。]*$")  # what is added behind: 有哪些毛病(2025年总结)
_SINGLE = re.compile(r"哪(?:些|几[个种类项]?)(?P<noun>[奖课书戏会班事人楼站岗])(?:呢|啊|呀)?[?]?$")
_ASPECT = re.compile(
    r"(?P<noun>[\u4e00-\u9fff]{2,12}?)(?:分别|都|各|到底|究竟|主要)?(?:是|有|叫|为)?(?:什么|啥|谁|哪(?:一)?(?:家|个|位|几|些|里|天|年)|多少|怎么样|怎样|如何)(?:样的?)?[?？。]*$|(?P<bare>名单|标准|原因|流程|地址|网址|链接|账号|密码|电话|邮箱|时间表|预算|金额|比例)(?:呢|是|[发给报贴]?(?:给)?(?:我|下|一下|个)+)?[?？。]*$"
)
_BY_WHICH = re.compile(
    r"(?:[按照依凭据]|按照|依照|依据|根据)(?:的|着)?(?:是)?(?:什么|啥|哪(?:一|个|些|条|种|项|套)?)(?:样的)?(?P<noun>标准|依据|流程|顺序)"
)


_PAYMENT = re.compile(r"多少(?:钱|元|万元)?的?(?P<noun>奖金|工资|报酬|补贴|补助|津贴|罚款|罚金|租金)")
"""A sum of a certain kind: 多少奖金 is not answered by what is given for work. 多少经费 or 资金 may be any sum."""


def find_list_focus(text: str) -> str:
    """Return what is to be listed: the words after 哪些 or 哪三个, else those before it."""
    if single := _SINGLE.search(text):
        return single["noun"]
    focus = find_focus(_ASIDE.sub("", text), _LISTED)
    return re.sub(r"(?:是|呢|吗|呀|啊|分别)+$", "", focus)


def find_aspect(text: str) -> str:
    """Return the noun right before the question word when it names an aspect (评选标准是什么 → 标准), else nothing.

    Only the nouns of ``aspects.txt`` count; any answer has 措施, 要求 or 内容.
    """
    if payment := _PAYMENT.search(text):
        return payment["noun"]
    if by := _BY_WHICH.search(text):
        return by["noun"]
    hit = _ASPECT.search(text)
    if hit is None:
        return ""
    noun = hit["bare"] or re.split(r"[的里中上与和对把被由在]", hit["noun"])[-1]
    return noun[-2:] if noun[-2:] in load_words("aspects") else ""
