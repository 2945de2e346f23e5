"""Who does something together: the bodies that stand joined in a sentence, and the one that another does it with. Pure."""

from __future__ import annotations

import re

from assistant.question.bodies import BODY
from corpus.model import Span

_JOINED = re.compile(r"[、和与及同]$")
_LED = re.compile(r"^[由在与和及同经据被让为]")
_PARTNER_ASKED = re.compile(
    r"(?:跟|和|与|同|联合|会同|携手)(?:着|了|的是|的)?(?:谁|哪(?:个|家|几|些|方|两|三)|什么(?:单位|部门|机构))"
)
_WITH = re.compile(
    r"(?P<with>联合|会同|携手|与|跟|和)(?P<partner>[\u4e00-\u9fff“”·、]{2,40}?)"
    r"(?:联合|共同|一起|一道|合作|携手|连续|(?:先后)?(?:举办|开展|主办|打造|组织|推出|签订|建立|共建|印发|制定|发起|承办|实施|成立|召开))"
)


def asks_for_partner(asked: str) -> bool:
    """Say whether folded `asked` is after the other side of what is done together (跟谁联合办的)."""
    return _PARTNER_ASKED.search(asked) is not None


def partner_in(asked: str, text: str, read: Span | None) -> Span | None:
    """Return the partner that folded `text` names, in the clause of `read` if given (甲局联合乙社举办: 乙社), or None.

    What folded `asked` says is done with the partner (双向交流) tells it as well as the common words do.
    """
    start = max(text.rfind(mark, 0, read.start) for mark in ",;。") + 1 if read is not None else 0
    done = re.sub(r"[的了过呢啊呀?]+$", "", _PARTNER_ASKED.split(asked)[-1])
    if len(done) > 1 and (hit := re.compile(rf"[与跟和同](?P<partner>[^,;。]{{2,30}}?){re.escape(done)}").search(text)):
        return Span(*hit.span("partner"))
    for hit in _WITH.finditer(text, start):
        if hit["with"] in {"联合", "会同", "携手"} or re.search(
            "联合|共同|一起|一道|合作|携手|共建", hit.group()[len(hit["partner"]) :]
        ):
            return Span(*hit.span("partner"))
    return None


def with_partners(span: Span, text: str) -> Span:
    """Return `span`, a body in folded `text`, grown to the bodies that stand joined to it right before (甲局、乙局联合)."""
    while _JOINED.search(text, 0, span.start):
        before = next((hit for hit in BODY.finditer(text) if hit.end() == span.start - 1), None)
        if before is None:
            break
        led = _LED.match(before.group())
        span = Span(before.start() + (led.end() if led else 0), span.end)
    return span
