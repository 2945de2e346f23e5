"""The kind of a question and what it asks for, told from its frame (疑问词 and their company)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.model import Kind
from assistant.question import frames
from assistant.question.courtesy import courtesy_of
from assistant.question.mention import find_mention
from assistant.question.model import AskedFor, CardFieldName
from corpus.numerals import read_number


@dataclass(frozen=True, slots=True)
class Frame:
    """What the frame of a question tells: its kind, what is asked for, in  a stated count."""

    kind: Kind
    asked: AskedFor = "text"
    card_fields: tuple[CardFieldName, ...] = ()
    count: int | None = None
    definition_of: str | None = None


def classify(text: str, *, language: str = "zh") -> Frame:
    """Return the frame of folded `text`. The order of the tests is the order of their specificity."""
    if frames.CHITCHAT.match(text) or courtesy_of(text):
        return Frame("chitchat")
    if fields := _card_fields(text):
        return Frame("card", card_fields=fields)
    if frames.DOCUMENTS.search(text) or find_mention(text):
        return Frame("documents")
    if frames.COMPUTE.search(text):
        return Frame("compute", "quantity")
    if frames.COMPARE.search(re.sub("“[^”]*”", "“”", text)):  # what stands in quotes is one matter
        return Frame("compare")
    if re.search(r"\d[^,。?]{0,12}还是[^,。?]{0,6}\d", text):
        return Frame("fact", "quantity")
    if re.search(
        r"(?:每一?[项个条]|逐[项条个]).{0,6}(?:是|叫|有)?(?:什么|啥|哪)|逐[项个条一](?:给|帮|都)?我?(?:列|报|说|写|念|抄|摆)|(?:完整|全部)的?(?:清单|名单)|[列开给]个?(?:清单|名单)|(?:清单|名单|[\u3400-\u9fff]{2}名)(?:给|发|报给)我",
        text,
    ):
        return Frame("list", count=_count_asked(text))
    definition = None if frames.NAMED_PARTS.search(text) and frames.DIVISION.search(text) else _definition(text)
    if definition is not None:
        return Frame("explain", "text", definition_of=definition)
    if _asks_yesno(text, language):
        return Frame("yesno")
    return _open_question(text, language)


def _asks_yesno(text: str, language: str) -> bool:
    if language == "en" and frames.YESNO_EN.search(text):
        return True
    if not frames.YESNO.search(text):
        return False
    asked = rf"多少|哪些|哪几|什么(?!时候开始)|怎么|如何|为什么|谁|(?<![这那好前后近十])几(?:{frames.MEASURES})"
    return not re.search(asked, text)


def _open_question(text: str, language: str) -> Frame:
    count = _stated_count(text)
    if language == "en" and re.search(
        r"\b(?:sections|chapters|parts|key points|main points|outline|priorities)\b", text
    ):
        return Frame("outline", count=count)
    quantity = frames.QUANTITY.search(text)
    named = frames.NAMED_PARTS.search(text)  # 分几部分,都叫啥
    if frames.DIVISION.search(text) and (named or not quantity) and not frames.SECTION.search(text):
        return Frame("outline", count=count)
    if re.search(
        r"哪(?:些|几(?!年|天|月)|(?!一)"
        + frames.NUMERAL
        + r"(?!年|天))|分别(?:是|叫)(?:什么(?!时候|时间|地[方点])|啥(?!时候)|哪(?!天|年|里|儿))|包括(?:什么|啥)|^what are|\bwhich .*s\b",
        text,
    ) and not frames.BODY.search(text):
        return Frame("list", "text", count=count)
    several = (frames.SEVERAL_NAMES, frames.SEVERAL_PERSONS, frames.COUNTED_THINGS, frames.CALLED_THINGS)
    if any(frame.search(text) for frame in several):
        return Frame("list", "text", count=count)
    if any(pattern.search(text) for pattern in (frames.FREQUENCY, frames.CLOCK, frames.CALENDAR)):
        return Frame("fact", "time")
    if quantity and not re.search(
        r"(?:有|分|是|讲|包括|提)(?:了|为|成)?(?:几|多少)(?:个)?(?:大)?(?:部分|方面|点|板块)", text
    ):
        asked: AskedFor = "percent" if frames.PERCENT.search(text) else "quantity"
        return Frame("fact", asked, count=count)
    if language == "en" and text.startswith("who"):
        return Frame("fact", "person")
    if frames.TIME.search(text):
        return Frame("fact", "time")
    if frames.WHO.search(text):
        return Frame("fact", "person", count=count)
    if frames.BODY.search(text):
        kind: Kind = "list" if re.search(r"哪(?:些|几)", text) else "fact"
        return Frame(kind, "body", count=count)
    if frames.WHERE.search(text):
        return Frame("fact", "place")
    if frames.REASON.search(text):
        return Frame("explain", "reason")
    if frames.NAME.search(text):
        return Frame("fact", "name", count=count)
    if frames.LIST.search(text) or (count and count > 1 and re.search(r"什么|啥|哪|what|which", text)):
        return Frame("list", "text", count=count)
    if frames.OUTLINE.search(text):
        return Frame("outline", "text", count=count)
    if frames.MANNER.search(text):
        return Frame("explain", "manner")
    return Frame("explain", "text", count=count)


def _card_fields(text: str) -> tuple[CardFieldName, ...]:
    found: list[CardFieldName] = [name for name, pattern in frames.CARD_FIELDS if pattern.search(text)]  # type: ignore[misc]
    if (
        found == ["issued"]
        and not re.search(frames.DOCUMENT_WORD + r"|[《〔]|日期|落的?款|成文|总结|报告|函", text)
        and len(text) > 14
    ):
        return ()
    of_quoted = re.search(r"“[^”]{2,20}”[^,。?“]{0,4}?(?:全名|全称)", text)  # of a thing that the document names
    if "title" in found and (frames.STRUCTURE.search(text) or of_quoted):
        found.remove("title")
    beside = [name for name in _fields_beside(text) if name not in found]
    sure = found or (len(beside) > 1 and (set(beside) & _OWN_FIELDS or re.search(frames.DOCUMENT_WORD, text)))
    return tuple(found + beside) if sure else ()


_OWN_FIELDS = frozenset({"number", "publisher", "author", "title"})
"""Fields that nothing but a document has."""


def _fields_beside(text: str) -> list[CardFieldName]:
    """Return the fields that the pieces of a list name (文号、发文单位和日期): nothing when a question is of one piece."""
    pieces = [piece.strip(" ?") for piece in frames.BESIDE.split(text)]
    if len(pieces) < 2:
        return []
    pieces += [frames.ASKED_OF_FIELD.sub("", piece) for piece in pieces]
    return [name for name, pattern in frames.CARD_BESIDE if any(map(pattern.search, pieces))]  # type: ignore[misc]


_PARTICLES = re.compile(r"[啊呀呢哦嘛呗哈啦]+(?=[?]?$)")
_NAMED_TERM = re.compile(r"[\u3400-\u9fff]{2,}|\d{3,}")


def _definition(text: str) -> str | None:
    english = re.search(r"[a-z]{3}", text) is not None and frames.DEFINITION_EN.match(text) is not None
    found = frames.DEFINITION_EN.match(text) if english else frames.DEFINITION.match(_PARTICLES.sub("", text))
    if not found:
        return None
    subject = next((group for group in found.groups() if group), "")
    if english and (named := _NAMED_TERM.search(subject)):  # 四铁工程 at the bureau, the digits in the 13388 action
        return named.group()
    subject = subject.lstrip(" ,，:：的").rstrip(" ,，:：的里中")
    if len(re.findall(r"[“”\"]", subject)) == 2 and subject[0] in '“"' and subject[-1] in '”"':
        subject = subject[1:-1]
    counted = re.search(
        rf",[^,]*{frames.NUMERAL}(?:个|种|样|项|条|件|类)[^,“”]*$", subject
    )  # 三会一课,两样新办法是什么
    if not subject or counted or re.search(r"(?:原因|缘由|理由)$|多少|哪些|几|谁|怎么|如何|什么", subject):
        return None
    return subject


def _stated_count(text: str) -> int | None:
    """Return n of 四点要求, 哪两个项目, 5个方面: how many entries the question itself expects."""
    if english := re.search(r"\b(two|three|four|five|six|seven|eight|nine|ten)\b", text):
        return frames.ENGLISH_NUMBERS[english.group(1)]
    if re.search(rf"哪{frames.NUMERAL}|(?:哪几|什么|哪些)[种类档级块样]", text):  # 38个党员分别是哪几种
        return _count_asked(text)
    found = re.search(
        rf"(?<!第)(?<!\d)({frames.NUMERAL})(?:个|项|点|条|种|类|样|大|家|位|名|型|方面|场|部|支|起|句|步|招|门|道)(?!月|多|余|分)",
        re.sub(r"(?:19|20)\d\d年?", "", text),
    )
    value = read_number(found.group(1)) if found else None
    return value if value is not None and 1 < value <= 60 else None


def _count_asked(text: str) -> int | None:
    """Return n of 哪n, which is how many are asked for even where something else is counted as well."""
    asked = re.search(rf"哪({frames.NUMERAL})", text)
    value = read_number(asked.group(1)) if asked else None
    return value if value is not None and 1 < value <= 60 else None
