"""Follow-ups: what 那第二部分呢？ 深圳呢？ 它的文号？ leave out, taken from the turns before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.folding import fold
from assistant.model import Turn
from assistant.question import frames
from assistant.question.clauses import of_same_measure
from assistant.question.courtesy import courtesy_of
from assistant.question.exchange import exchange_like, exchange_times, is_condition
from assistant.question.model import PlaceReference, Question
from assistant.question.states import BEFORE, NOW
from assistant.question.words import load_words

LONGEST_ELLIPSIS = 16
SHORTEST_LEAD = 3  # characters ahead of a question word that can name a matter
_OWNED = re.compile(r"(?:它们?|其|该项目?|这个?项目?|这项|这一?项)的(?P<noun>[\u4e00-\u9fff]{2,8})")
_ASPECT = re.compile(r"^[\u4e00-\u9fff]{0,4}(?:经费|资金|预算|金额|单位|部门|时限|期限|时间|负责人|责任人|电话|地点)$")
_COUNTED = re.compile(r"(?:经费|资金|预算|金额|费用|补助|补贴|奖金|人数|数量|比例|电话)$")
_ELLIPSIS = re.compile(
    r"^(?:那么?|那么|然后|还有|再|另外|and|what about|how about|,|，| )*(?P<rest>.+?)(?:呢|的呢|怎么样|如何|咧)?[?？!。 ]*$"
)
_PRONOUN = re.compile(
    r"(?:它|这份文件|该文件|这个文件|这份通知|该通知|这个通知|这篇讲话|这篇文章|这篇报道|该文|此文|这份|那份文件|"
    r"^(?:那么?)?(?:他|她)们?(?=自己|[\u3400-\u9fff]{2})|上面(?:的|那份)文件|刚才(?:的|那份)?文件|\bits?\b|this document)"
)
_BARE = re.compile(r"包括|包含|具体|内容|要求|里面|下面|还|都|有|分|[?。!,呢的了是]")
_ASKS = re.compile(r"什么|哪|谁|多少|几|怎么|如何|为什么|吗|what|who|when|which|how|why")


def last_question(history: Sequence[Turn]) -> tuple[str, Sequence[Turn]] | None:
    """Return the user's last message that is no mere courtesy and the history before it, or None."""
    for at in range(len(history) - 1, -1, -1):
        said = fold(history[at].content).strip()
        if history[at].role == "user" and said and courtesy_of(said) is None:
            return history[at].content, history[:at]
    return None


def reply_after(history: Sequence[Turn], *, at: int) -> str:
    """Return what was answered to the question at place `at` of the history."""
    return " ".join(turn.content for turn in history[at + 1 :] if turn.role == "assistant")


def leans_on_history(text: str, places: tuple[PlaceReference, ...]) -> bool:
    """Say whether folded `text` cannot be understood alone: an ellipsis with 呢, a bare part or place, or a pronoun."""
    if _PRONOUN.search(text):
        return True
    if re.match(r"[^,?]{2,8}呢,", text) and not places:  # 期满了呢,还用去吗
        return True
    if re.search(r"呢[?？。 ]*$", text) and len(text) <= LONGEST_ELLIPSIS + 8:
        return True
    if re.match(r"^(?:那么?|然后|还有|what about|how about|and )", text) and len(text) <= LONGEST_ELLIPSIS * (
        3 if text.isascii() else 1
    ):
        return True
    if frames.SECTION.search(text) and len(text) <= LONGEST_ELLIPSIS and not places:
        return True
    return len(text) <= LONGEST_ELLIPSIS and not places and any(p.search(text) for _, p in frames.CARD_FIELDS)


def is_bare(question: Question) -> bool:
    """Say whether a question is too bare to stand alone: short, no scope, and hardly a word of its own (谁组织的？)."""
    alone = question.places or question.titles or question.numbers or question.kind in {"chitchat", "documents"}
    return not alone and len(question.text) <= LONGEST_ELLIPSIS // 2 and len(question.terms) <= 1


def merge(text: str, previous: Question, places: tuple[PlaceReference, ...]) -> str:
    """Return the full question that folded follow-up `text` stands for, given the understood question before it.

    A bare place, year, time of day or part takes the place of its like in the question before; a question of its own takes over
    the topic of the one before.
    """
    hit = _ELLIPSIS.match(text)
    rest = (hit["rest"] if hit else text).strip()
    bare = rest
    for place in places:
        bare = bare.replace(place.surface, "")
    section = frames.SECTION.search(rest)
    if places and not re.sub(r"[市的这那里边]", "", bare):
        return _with_place(previous, places[0])
    if exchanged := exchange_times(previous.text, rest):
        return exchanged
    if measured := of_same_measure(previous.text, rest):
        return measured
    if re.fullmatch(r"(?:19|20)\d\d年?的?", rest):
        return f"{rest[:4]}年{previous.text}"
    if section and section.group() == rest.strip("的"):
        if frames.SECTION.search(previous.text):
            return frames.SECTION.sub(section.group(), previous.text, count=1)
        return f"{section.group()}讲什么"
    if any(p.search(rest) for _, p in frames.CARD_FIELDS):
        return _PRONOUN.sub("", rest) or rest
    if (owned := _OWNED.fullmatch(rest)) and not section:
        return _of_same(previous, owned["noun"])
    if not _ASKS.search(rest) and not section and _ASPECT.search(rest) and not exchange_like(previous, rest):
        return _of_same(previous, rest)
    if not _ASKS.search(rest) and not section:
        if exchanged := exchange_like(previous, rest.removesuffix("的")):
            return exchanged
        return f"{rest},{previous.text}" if is_condition(rest) else _replace_topic(previous.text, rest)
    plain = _PRONOUN.sub("", rest) or rest
    part = frames.SECTION.search(previous.text)
    if part and not section and len(_BARE.sub("", frames.STRIP.sub("", plain))) <= 1:
        return f"{part.group()}{plain}"
    if section or len(rest) > LONGEST_ELLIPSIS:
        return plain
    topic = _topic(previous)
    for own, other in ((NOW, BEFORE), (BEFORE, NOW)):  # what is asked of now is not asked of before
        topic = other.sub("", topic) if own.search(plain) else topic
    return f"{topic},{plain}".lstrip(",")


def _of_same(previous: Question, aspect: str) -> str:
    """Return a question for another side (经费, 牵头单位) of what the question before names ahead of its question word."""
    asked = _ASKS.search(previous.text)
    lead = re.split("[,;]", previous.text[: asked.start()])[-1] if asked else ""
    lead = re.sub(r"(?:的|是|有|给|要|在|由|应该|安排|需要)+$", "", lead)
    for word in load_words("pointing"):
        lead = lead.removesuffix(word) if len(word) > 1 else lead
    asking = "是多少" if _COUNTED.search(aspect) else "是什么"
    return f"{lead if len(lead) >= SHORTEST_LEAD else _topic(previous)}的{aspect}{asking}"


def _with_place(previous: Question, place: PlaceReference) -> str:
    """Return the question before, asked of another place."""
    text = previous.text
    for earlier in previous.places[1:]:
        text = text.replace(earlier.surface, "")
    if previous.places:
        return text.replace(previous.places[0].surface, place.surface)
    return f"{place.surface}{text}"


def _topic(previous: Question) -> str:
    """Return the words of the question before that name its matter, and its day, which is none of its content."""
    days = "".join(re.findall(r"\d{1,2}月\d{1,2}[日号]", previous.text))
    return days + previous.content.replace(" ", "")


def _replace_topic(previous: str, topic: str) -> str:
    """Return the question before with its topic, the words of the asking clause up to its question word, replaced."""
    asked = _ASKS.search(previous)
    if asked is None:
        return topic
    tail = previous[asked.start() :]
    above = previous[: previous.rfind(",", 0, asked.start()) + 1]
    lead = re.search(r"(?:的)?(?:是|有|要|应该|包括|分别)?[扣加减计记得算给发补奖罚]?$", previous[: asked.start()])
    joint = lead.group() if lead else ""
    return f"{above}{topic}{joint}{tail}"
