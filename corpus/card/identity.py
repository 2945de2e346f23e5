"""Who speaks: document number, titles, issuer, signer, addressee, kind, markings, publisher, author."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.cleaning.clean import Paragraph
from corpus.model import CardField, Span
from corpus.structure.forms import (
    DATE,
    KIND_WORDS,
    NUMBER,
    OFFICE_HOLDER,
    ends_with_kind,
    is_greeting,
    is_organisation,
    strip_remark,
)
from corpus.structure.frame import Role

_INNER_TITLE = re.compile(
    r"(?:印发|转发|发布|公布|下发|颁布|批转)[了]?\s?《([^《》]{4,80}(?:《[^《》]{1,40}》[^《》]{0,40})?)》"
)
_SIGNED = re.compile(r"签发(?:人)?\s?[：:]\s?([\u4e00-\u9fff]{2,4})(?=\s|$)")
_SIGNER = re.compile(r"签\s?发\s?人?\s?[：:]\s?([\u4e00-\u9fff·]{1,4}(?:\s{1,3}[\u4e00-\u9fff](?![\u4e00-\u9fff]))?)")
_LETTERHEAD_END = re.compile(r"(?:文件|令)?\s?(?:[（(][^（）()]{1,20}[）)])?$")
_SECRET = re.compile(r"绝密|机密|秘密|内部(?:资料|文件|刊物|材料)?")
_SOURCE_NAME = re.compile(
    r"(?:信息来源|稿源|来源|发布(?:机构|单位|者))\s?(?:[：:丨]| \|)\s?([^\s：:，,。|丨【\[（(）)]{2,30}?)"
    r"(?=[\s，,。|丨【\[（(）)]|$|(?:作者|记者|编辑|责编|发布|时间|日期|浏览|点击|阅读|访问|字号|字体|打印|文号|索引号|分享)[\u4e00-\u9fff]{0,4}\s?[：:])"
)
_REPORTER_OF = re.compile(
    r"([\u4e00-\u9fffA-Za-z]{2,12}?(?:日报|晚报|早报|晨报|时报|侨报|商报|都市报|特区报|报|新闻网|网|电视台|广播电台|客户端|融媒体中心|杂志|通讯社|新华社|新闻))(?:社)?(?:全媒体|融媒体?|见习|实习|特约|首席|驻[\u4e00-\u9fff]{1,6})?记者"
)
LONGEST_DESPATCH = 20  # characters in which a news text says whose it is
_DESPATCH = re.compile(r"\s*([\u4e00-\u9fff]{2,12}(?:网|报|社|台|客户端|公众号))讯(?=[\s　,，（(]|[\u4e00-\u9fff])")
"""A news text that opens with whose news it is (示例党建网讯)."""
_INLINE_END = re.compile(r"[（(]([^（）()。]{0,20}(?:记者|通讯员)[^（）()。]{2,36})[）)]$")
_INLINE_START = re.compile(r"[^（(。，]{2,10}[（(]([^（）()。]{0,20}(?:记者|通讯员)[^（）()。]{2,36})[）)]")
_PERSON = re.compile(r"^(?:尊敬的)?(?!各|同志|朋友)([\u4e00-\u9fff·、]{2,20}(?:委员|代表|先生|女士))$")
_COPYRIGHT = re.compile(r"(?:Copyright|©|版权所有)[^\u4e00-\u9fff]{0,30}([\u4e00-\u9fff]{3,20})", re.IGNORECASE)
_ADOPTED_BY = re.compile(
    r"([\u4e00-\u9fff]{2,14}?)(第[一二三四五六七八九十]{1,3}届)?((?:人民代表大会常务委员会|人民代表大会|人大常委会|人民政府|委员会)(?!第[一二三四五六七八九十]{1,3}届))"
)

_PASSED_ON = re.compile(
    r"(?<=[\s，,；;（(以])[\u4e00-\u9fff]{1,12}\s?[〔\[［]\s?(?:19|20)\d{2}\s?[〕\]］]\s?\d{1,5}\s?号"
)
"""A number in the note that tells when and by whom a rule was adopted."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The paragraphs of a document with their roles, as the card's readers look at them."""

    text: str
    paragraphs: Sequence[Paragraph]
    roles: Sequence[Role]

    def having(self, *roles: Role) -> list[Span]:
        """Return the spans of the paragraphs with one of `roles`, in order."""
        return [p.span for p, role in zip(self.paragraphs, self.roles, strict=True) if role in roles]

    def groups(self, role: Role) -> list[list[Span]]:
        """Return runs of neighbouring paragraphs with `role`."""
        found: list[list[Span]] = []
        before = -2
        for at, (paragraph, own) in enumerate(zip(self.paragraphs, self.roles, strict=True)):
            if own == role:
                if before == at - 1:
                    found[-1].append(paragraph.span)
                else:
                    found.append([paragraph.span])
                before = at
        return found


def find_titles(frame: Frame) -> tuple[CardField, ...]:
    """Return the titles in order, each once: lines of one title joined, and the title of what a notice passes on."""
    found: list[CardField] = []
    for lines in frame.groups("title"):
        for part in _split_lines(frame.text, lines):
            span = Span(part[0].start, part[-1].end)
            value = _bare_title(_join_lines([line.of(frame.text) for line in part]))
            found.append(CardField(value, span))
            inner = _INNER_TITLE.search(frame.text, span.start, span.end)
            if inner is not None and ends_with_kind(value):
                found.append(CardField(inner.group(1).replace("\n", ""), Span(inner.start(1), inner.end(1))))
    unique: dict[str, CardField] = {}
    for title in found:
        unique.setdefault(title.value, title)
    return tuple(unique.values())


def _bare_title(value: str) -> str:
    """The title without the number before it and the marks around it: 示府〔2024〕6号《…的通知》."""
    value = re.sub(
        r"^[\[【（(](?:发言稿|讲话稿?|范文|转载|原创|推荐|精品|热门|最新|图文?|专题|[公通]告|会议)[\]】）)]\s?(?=\S{4})",
        "",
        value,
    )
    number = NUMBER.match(value)
    if number is not None and len(value) - number.end() >= 6:
        value = value[number.end() :].strip()
    if value.startswith("《") and value.endswith("》") and value.count("《") == 1:
        return value[1:-1]
    return value


def _split_lines(text: str, lines: list[Span]) -> list[list[Span]]:
    """Split neighbouring title lines into titles: a line that is a whole title of its kind ends one."""
    parts: list[list[Span]] = [[]]
    for line in lines:
        words = line.of(text)
        if parts[-1] and words == parts[-1][-1].of(text):
            parts.append([])
        parts[-1].append(line)
        follows = words.startswith(("（", "(", "——", "—"))
        if ends_with_kind(words) and not follows and line is not lines[-1]:
            after = lines[lines.index(line) + 1].of(text)
            if not after.startswith(("（", "(", "——", "—")) and not _goes_on_below(words, after):
                parts.append([])
    return [part for part in parts if part]


def _goes_on_below(line: str, after: str) -> bool:
    """Say whether a line that ends like a title goes on: 关于第8号建议 / 答复的函, where no 的 stands before its kind."""
    return (
        "关于" in line
        and re.search(rf"的[^的]{{0,6}}(?:{'|'.join(KIND_WORDS)})$", strip_remark(line)) is None
        and len(after) <= 12
        and ends_with_kind(after)
        and re.match(r"关于|《|\d", after) is None
    )


def _join_lines(lines: list[str]) -> str:
    """A title broken amid its words is joined; two lines that each say something are set apart by a blank."""
    joined = before = lines[0]
    for line in lines[1:]:
        torn = (
            re.search(r"(?:关于|印发|转发|的|和|与|及|暨|、|《[^》]{0,40})$", joined) is not None
            or line.startswith(("》", "的", "（", "(", "——", "—"))
            or (not _is_whole(joined) and ends_with_kind(line) and "关于" in joined)
            or _goes_on_below(joined, line)
            or (len(line) <= 3 and not _is_whole(joined) and ends_with_kind(joined + line))
            or (is_organisation(before) and not is_organisation(line))
        )
        before = line
        joined += line if torn else f" {line}"
    return joined


def _is_whole(line: str) -> bool:
    return ends_with_kind(line)


def find_number(frame: Frame) -> CardField | None:
    """Return the document's own number: on its own line of the head, or labelled 文号."""
    for span in frame.having("number"):
        match = NUMBER.search(frame.text, span.start, span.end)
        if match is not None:
            return CardField(re.sub(r"\s", "", match.group()), Span(match.start(), match.end()))
    for span in frame.having("adoption"):
        decree = re.search(r"(?<=[日，, \u3000])[\u4e00-\u9fff]{2,16}令\s?第\s?\d{1,5}\s?号", span.of(frame.text))
        if decree is not None:
            return CardField(
                re.sub(r"\s", "", decree.group()), Span(span.start + decree.start(), span.start + decree.end())
            )
        if passed := [*_PASSED_ON.finditer(frame.text, span.start, span.end)]:
            last = passed[-1]  # as of the date: what it was last passed under
            return CardField(re.sub(r"\s", "", last.group()), Span(last.start(), last.end()))
    for span in frame.having("source", "marking", "issuer", "title"):
        words = span.of(frame.text)
        label = re.search(r"(?:文\s?号|字\s?号)\s?(?:[：:]| \|)\s?", words)
        inside = re.search(r"[（(]\s?(?=[\u4e00-\u9fff]{1,12}[〔\[［])", words)
        start = label or inside
        if start is None:
            continue
        match = NUMBER.match(frame.text, span.start + start.end(), span.end)
        if match is not None:
            return CardField(re.sub(r"\s", "", match.group()), Span(match.start(), match.end()))
    return None


def find_issuer(frame: Frame) -> CardField | None:
    """Return who issued the document: the sign-off, else the letterhead, else who the title names, else who adopted it."""
    for lines in frame.groups("signature"):
        last = lines[-1]
        dated = re.search(rf"\s+{DATE.pattern}$", last.of(frame.text))
        end = last.start + dated.start() if dated else last.end
        words = frame.text[lines[0].start : end]
        names = [part for part in re.split(r"\s+", words) if part]
        return CardField("、".join(names), Span(lines[0].start, end))
    for lines in frame.groups("issuer"):
        names = [_LETTERHEAD_END.sub("", line.of(frame.text)).strip() for line in lines]
        end = lines[-1].start + len(_LETTERHEAD_END.sub("", lines[-1].of(frame.text)))
        return CardField("、".join(names), Span(lines[0].start, end))
    for span in frame.having("title"):
        words = span.of(frame.text)
        before, about, _ = words.partition("关于")
        if about and is_organisation(before.strip()):
            return CardField(before.strip(), Span(span.start, span.start + len(before.rstrip())))
    for span in frame.having("source"):
        label = re.search(
            r"(?:发布机构|发文机关|发文机构|发文单位|发布单位)\s?(?:[：:]| \|)\s?([^\s：:|]{3,30})", span.of(frame.text)
        )
        if label is not None:
            return CardField(
                label.group(1), Span(span.start + label.start(1), span.start + label.end(1)), confidence=0.9
            )
    for span in frame.having("adoption"):
        match = _ADOPTED_BY.search(re.sub(r"^.*?[日号]", lambda m: " " * len(m.group()), span.of(frame.text), count=1))
        if match is not None:
            start = span.start + match.start()
            return CardField(match.group(1) + match.group(3), Span(start, span.start + match.end()), confidence=0.9)
    return None


def find_signer(frame: Frame) -> CardField | None:
    """Return who signed: 签发人, or the holder of the office under a decree."""
    for span in frame.having("marking", "number", "issuer", "source"):
        match = _SIGNER.search(frame.text, span.start, span.end)
        if match is not None:
            return CardField(re.sub(r"\s", "", match.group(1)), Span(match.start(1), match.end(1)))
    for paragraph in frame.paragraphs:
        line = paragraph.span.of(frame.text)
        if (signed := _SIGNED.match(line)) is not None:  # the last line of a bulletin
            at = paragraph.span.start
            return CardField(signed.group(1), Span(at + signed.start(1), at + signed.end(1)), confidence=0.9)
        if len(paragraph.span) <= 14 and not paragraph.furniture:
            match = OFFICE_HOLDER.fullmatch(line)
            if match is not None and match.group(1):
                at = paragraph.span.start
                return CardField(match.group(1), Span(at + match.start(1), at + match.end(1)), confidence=0.9)
    return None


def find_addressee(frame: Frame) -> CardField | None:
    """Return the bodies addressed (主送); the greeting of a speech is none."""
    for span in frame.having("addressee"):
        words = span.of(frame.text).rstrip("：:，,！! ")
        person = _PERSON.search(words)
        if person is not None:
            # an answer to a proposal addresses who made it
            return CardField(person.group(1), Span(span.start + person.start(1), span.start + person.end(1)))
        if not is_greeting(span.of(frame.text)):
            return CardField(words, Span(span.start, span.start + len(words)))
    for span in frame.having("copies"):
        match = re.match(r"主送\s?[：:]\s?", span.of(frame.text))
        if match is not None:
            words = span.of(frame.text)[match.end() :].rstrip("。：: ")
            start = span.start + match.end()
            return CardField(words, Span(start, start + len(words)))
    return None


def find_kind(frame: Frame, titles: Sequence[CardField]) -> CardField | None:
    """Return the kind of document (文种) that the title ends with; a text with a reporter is 新闻."""
    for title in titles:
        # a subtitle may say where a report was given: 政府工作报告——在…会议上
        heads = (strip_remark(title.value), strip_remark(re.split("——|—", title.value)[0].strip()))
        found = next((words for head in heads if (words := [w for w in KIND_WORDS if head.endswith(w)])), [])
        if found:
            word = max(found, key=len)
            span = None
            if title.span is not None:
                at = frame.text.rfind(word, title.span.start, title.span.end)
                span = Span(at, at + len(word)) if at >= 0 else None
            return CardField(word, span)
    opening = frame.having("body")[:3]
    for span in frame.having("byline", "source"):
        match = re.search(r"记者|通讯员|来源|稿源", span.of(frame.text))
        if match is not None:
            return CardField("新闻", None, "inferred", 0.8)
    if any(re.search(r"记者|本报讯|据悉|消息", span.of(frame.text)[:400]) for span in opening):
        return CardField("新闻", None, "inferred", 0.7)
    return None


def find_classification(frame: Frame) -> CardField | None:
    """Return a marking of secrecy with its term (机密★1年), or an internal one."""
    for span in frame.having("marking"):
        words = span.of(frame.text)
        match = _SECRET.search(words)
        if match is not None:
            tail = re.match(r"\s?[★☆*]\s?\S{0,8}", words[match.end() :])
            end = match.end() + (tail.end() if tail else 0)
            return CardField(words[match.start() : end], Span(span.start + match.start(), span.start + end))
    for span in [p.span for p in frame.paragraphs[:8]]:
        words = span.of(frame.text)
        if len(words) <= 30 and re.match(r"[（(【]?内部(?:资料|文件|材料|刊物)", words):
            return CardField(words.strip("（）()【】"), span)
    return None


def find_publisher(frame: Frame) -> CardField | None:
    """Return who published a news text: its source line, the reporter's paper, the site's copyright line."""
    for pattern, spans in (
        (_SOURCE_NAME, frame.having("source")),
        (_REPORTER_OF, [*frame.having("byline", "source"), *_inline_bylines(frame)]),
        (_DESPATCH, [Span(s.start, s.start + LONGEST_DESPATCH) for s in frame.having("body")[:1]]),
        (_COPYRIGHT, frame.having("furniture")),
    ):
        for span in spans:
            match = pattern.search(frame.text, span.start, min(span.end, span.start + 400))
            if match is not None:
                return CardField(match.group(1), Span(match.start(1), match.end(1)))
    return None


def _inline_bylines(frame: Frame) -> list[Span]:
    """Reporters named in brackets at the end of a paragraph, or after 本报讯 at its start."""
    found: list[Span] = []
    for span in frame.having("body"):
        tail = Span(max(span.start, span.end - 60), span.end)
        match = _INLINE_END.search(frame.text, tail.start, tail.end) or _INLINE_START.match(
            frame.text, span.start, min(span.end, span.start + 60)
        )
        if match is not None:
            found.append(Span(match.start(1), match.end(1)))
    return found


def find_author(frame: Frame) -> CardField | None:
    """Return the credit line: reporters and authors, else the names after the source, else the editors."""
    for span in frame.having("byline"):
        words = span.of(frame.text)
        if not DATE.match(words.strip("（( ")):
            return _trimmed(frame.text, span)
    for span in _inline_bylines(frame):
        return _trimmed(frame.text, span)
    for span in frame.having("source"):
        words = span.of(frame.text)
        label = re.search(
            r"作者\s?[：:]\s?([\u4e00-\u9fff·]{2,4}(?![\u4e00-\u9fff])(?:[\s、][\u4e00-\u9fff·]{2,4}(?![\u4e00-\u9fff：:]))*)",
            words,
        )
        source = _SOURCE_NAME.search(words)
        match = label or (
            re.match(r"\s([\u4e00-\u9fff·]{2,4}(?:[ 、][\u4e00-\u9fff·]{2,4}){0,5})\s*$", words[source.end() :])
            if source
            else None
        )
        if match is not None:
            shift = 0 if label else (source.end() if source else 0)
            start = span.start + shift + match.start(1)
            return CardField(match.group(1), Span(start, start + len(match.group(1))))
    for paragraph, role in zip(frame.paragraphs, frame.roles, strict=True):
        words = paragraph.span.of(frame.text)
        if role == "furniture" and len(words) <= 60 and re.match(r"[（(【\[]?\s?(?:责任编辑|编辑|责编)", words):
            return _trimmed(frame.text, paragraph.span)
    return None


def _trimmed(text: str, span: Span) -> CardField:
    words = span.of(text)
    left = len(words) - len(words.lstrip("（(【[ "))
    right = len(words.rstrip("）)】] "))
    return CardField(words[left:right], Span(span.start + left, span.start + right))
