"""Ways to reach somebody: when a number, an address or a site is asked for, what is found must hold one."""

from __future__ import annotations

import re
from typing import Final

from assistant.question.model import Question

_ASK = r"(?:是|有|为|能|可以|给|发|留|呢)*(?:多少|什么|啥|几|哪|吗|没有|没|知道|$|[?,。])"
_WAYS: Final[tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]] = (
    (
        re.compile(
            rf"(?:手机号?|电话号?|座机|热线|联系方式|传真)码?{_ASK}|(?:哪个|什么|啥|几号|哪)(?:联系|举报|咨询|值班)?(?:电话|号码|热线)|(?:电话|手机|热线)打(?:多少|哪|什么)"
        ),
        re.compile(r"(?<!\d)0\d{2,3}[-—)]?\d{4,8}|\d{4}[-—]\d{6,8}|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)[2-8]\d{6,7}(?!\d)|(?<!\d)(?:1\d{4}|400-?\d{3}-?\d{4})(?!\d)"),
    ),
    (
        re.compile(rf"(?:邮箱|电子邮件|邮件地址|e-?mail)(?:地址)?{_ASK}|(?:哪个|什么|啥|哪)(?:电子)?(?:邮箱|信箱)"),
        re.compile(r"[\w.+-]+@[\w-]+\.\w+"),
    ),
    (
        re.compile(rf"(?:网址|网站地址|链接){_ASK}|(?:哪个|什么|啥)(?:网址|链接)"),
        re.compile(r"https?:|www\.|[a-z0-9-]+\.(?:com|cn|org|gov|net)"),
    ),
    (re.compile(rf"(?:邮编|邮政编码){_ASK}"), re.compile(r"(?<!\d)\d{6}(?!\d)")),
)  # fmt: skip


def wanted(question: Question) -> re.Pattern[str] | None:
    """Return the form of what the question asks for when it is a number or an address to reach somebody; else None."""
    return next((form for asked, form in _WAYS if asked.search(question.text)), None)
