"""The frame of a document: letterhead, titles, addressee, byline, sign-off. What is neither body nor furniture.

A text may hold several documents (a notice and what it passes on), each with its own title.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from typing import Literal

from corpus.cleaning.clean import Paragraph
from corpus.structure import forms
from corpus.structure.labels import find_label

Role = Literal[
    "body", "furniture", "table", "title", "number", "marking", "issuer", "addressee", "byline", "source",
    "adoption", "date", "signature", "annex", "note", "copies", "printed", "contents", "closing",
]  # fmt: skip

HEAD_LINES = 24
"""Lines from the start in which a letterhead may stand."""
TITLE_LINES = 6
_ABOUT = re.compile(r"关于|印发|转发|批转|公布|发布|贯彻")
_PREAMBLES = frozenset({"导读", "引言", "前言", "序言", "摘要", "内容摘要", "内容提要", "提要", "编者按"})
_SPEECH = re.compile(r"(?:讲话|致辞|发言|报告|主持词|党课|讲稿|述职)(?:[（(][^（）()]{1,20}[）)])?$")
_NAME = re.compile(r"[\u4e00-\u9fff·]{2,4}(?<![摘目]要)(?<!目录)|[某×✕╳xX＊*○◯]{2,4}")
_ANNEX_MARK = re.compile(r"附(?:件)?\s?[：:]\s?")
_YEAR = re.compile(r"[“‘]?(?:19|20)\d{2}[\s年—–-]|[上下]半年|第[一二三四]季度")
TIMELINE = 4
"""So many lines that are dates alone head the parts of a chronicle; they are no sign-offs."""

_PLAIN: tuple[tuple[Role, Callable[[str], bool]], ...] = (
    ("marking", forms.is_marking),
    ("number", forms.is_number_line),
    ("copies", forms.is_copies),
    ("printed", forms.is_printed),
    ("byline", forms.is_byline),
    ("note", forms.is_note),
    ("closing", forms.is_closing),
)


def find_roles(text: str, paragraphs: Sequence[Paragraph]) -> list[Role]:
    """Return the role of each paragraph in the frame; what is no part of the frame is ``body``."""
    words = [p.span.of(text) for p in paragraphs]
    roles: list[Role] = ["furniture" if p.furniture else "table" if p.table else "body" for p in paragraphs]
    live = [at for at, role in enumerate(roles) if role == "body"]
    _mark_plain_lines(words, roles, live)
    _mark_data_sheet(words, roles)
    _mark_sources(words, roles, live)
    _mark_head(words, roles, live)
    _mark_contents(words, roles, live)
    _mark_sign_offs(words, roles, live)
    _mark_annexes(words, roles, live)
    return roles


def _mark_plain_lines(words: list[str], roles: list[Role], live: list[int]) -> None:
    for at in live:
        if len(words[at]) <= 400:
            roles[at] = next((role for role, fits in _PLAIN if fits(words[at])), "body")


def _mark_data_sheet(words: list[str], roles: list[Role]) -> None:
    """Mark a data sheet that a page sets as a table; its other rows (名称 | …) stand between or beside the sure ones."""
    rows: list[int] = []
    for at, role in enumerate(roles[:HEAD_LINES]):
        if role == "table":
            rows.append(at)
        elif rows or (role == "body" and len(words[at]) > 120):
            break
    if sum(1 for at in rows if forms.is_sheet_row(words[at])) >= 2:
        for at in rows:
            roles[at] = "source"


def _mark_sources(words: list[str], roles: list[Role], live: list[int]) -> None:
    """Mark the data sheet of a web page: its sure lines in the head, and what stands beside them."""
    head = live[:HEAD_LINES]
    for position, at in enumerate(head):
        if roles[at] == "body" and position and forms.is_dated_sign_off(words[at]) and ":" not in words[at]:
            # minutes and bulletins name who issued them, and when, below their number
            roles[at] = "signature"
            continue
        sheet = forms.is_source(words[at]) or (roles[at] == "body" and forms.is_media_date(words[at]))
        if roles[at] in ("body", "number", "byline") and sheet:
            roles[at] = "source"
        elif position > 2 and len(words[at]) > 120:
            break
    for position, at in enumerate(head):
        near = head[max(0, position - 2) : position + 3]
        if roles[at] == "body" and forms.is_weak_source(words[at]) and any(roles[k] == "source" for k in near):
            roles[at] = "source"
    for at in live[-6:]:
        if roles[at] == "body" and len(words[at]) <= 40 and forms.is_source(words[at]):
            roles[at] = "source"


def _mark_head(words: list[str], roles: list[Role], live: list[int]) -> None:
    """Mark letterhead, titles and addressee of the first document: what stands before the first sentence."""
    head: list[int] = []
    chronicle = _is_chronicle(words, live)
    for at in live[:HEAD_LINES]:
        line = words[at]
        if roles[at] in ("number", "marking", "source", "byline", "signature"):
            continue
        if head and roles[at] == "body" and _ends_title(words, roles, live, head, at):
            head.append(at)
            continue
        if roles[at] != "body" or (chronicle and forms.is_date(line)):
            break
        if forms.is_adoption(line):
            roles[at] = "adoption"
        elif forms.is_addressee(line):
            roles[at] = "addressee"
            break
        elif head and forms.is_speaker(line) and not forms.ends_with_kind(line) and not forms.is_organisation(line):
            roles[at] = "date" if forms.is_date(line) else "byline"
        elif head and len(line) in (2, 3, 4) and _SPEECH.search(words[head[-1]]) and _NAME.fullmatch(line):
            roles[at] = "byline"
        elif (
            forms.is_title(line) and not forms.is_contents(line) and line not in _PREAMBLES and len(head) < TITLE_LINES
        ):
            head.append(at)
        else:
            break
    _assign_titles(words, roles, head, live)


def _ends_title(words: list[str], roles: list[Role], live: list[int], head: list[int], at: int) -> bool:
    """Say whether a line of one to three characters is the end of the title above (…典型问题的通 / 报)."""
    above = live[live.index(at) - 1]
    return len(words[at]) <= 3 and above == head[-1] and forms.ends_with_kind(words[above] + words[at])


def _assign_titles(words: list[str], roles: list[Role], head: list[int], live: list[int]) -> None:
    """Tell letterhead and first sub-headings from titles among the lines of the head."""
    for at in list(head):
        after = next((k for k in live if k > at), None)
        if words[at].endswith("令") and after is not None and roles[after] == "number":
            # a decree's first line names who decrees; its number follows
            roles[at] = "issuer"
            head.remove(at)
        elif words[at].endswith("文件") and after is not None and roles[after] == "number":
            roles[at] = "issuer"
            head.remove(at)
        elif forms.is_organisation(words[at]) and not forms.ends_with_kind(words[at]) and len(head) > 1:
            if _begins_title(words, head, at):
                continue
            roles[at] = "issuer"
            head.remove(at)
    if not head:
        return
    after = next((at for at in live if at > head[-1]), None)
    if len(head) > 1 and after is not None and roles[after] == "body":
        named = [at for at in head if forms.ends_with_kind(words[at])]
        if named and not words[head[-1]].startswith(("（", "(")):
            # a title that names its kind needs no further line; what follows is the first sub-heading
            head = [at for at in head if at <= named[-1]]
        elif (
            not named
            and head[-1] == after - 1
            and words[head[-1]][0] not in "—-"
            and _has_sub_headings(words, roles, live, after)
        ):
            head = head[:-1]
    for at in head:
        roles[at] = "title"


def _begins_title(words: list[str], head: list[int], at: int) -> bool:
    """Say whether a body's name on a line of its own begins the title below it (示例市财政局 / 关于印发…的通知)."""
    below = at + 1
    while below in head and forms.is_organisation(words[below]) and not forms.ends_with_kind(words[below]):
        below += 1
    if below not in head or words[below].startswith(words[at]):
        return False
    return _ABOUT.match(words[below]) is not None or (
        forms.ends_with_kind(words[below]) and _YEAR.match(words[below]) is not None
    )


def _has_sub_headings(words: list[str], roles: list[Role], live: list[int], start: int) -> bool:
    """Say whether the text below has short lines that head paragraphs, as the last line of the head may do."""
    after = [at for at in live if at > start and roles[at] == "body"]
    heads = 0
    for at, then in itertools.pairwise(after):
        if len(words[at]) <= 40 and forms.is_title(words[at]) and len(words[then]) >= 40:
            heads += find_label(words[at], 0, len(words[at])) is None
    return heads >= 2


def _mark_sign_offs(words: list[str], roles: list[Role], live: list[int]) -> None:
    """Mark issuer and date at the end of a document, and the title of what follows it."""
    dates = set() if _is_chronicle(words, live) else {at for at in live if forms.is_date(words[at])}
    for position, at in enumerate(live):
        if roles[at] == "body" and _opens_letter(words, roles, live, position):
            roles[at] = "addressee"
        if roles[at] == "body" and position > 1 and forms.is_dated_sign_off(words[at]):
            roles[at] = "signature"
            _mark_second_title(words, roles, live, position + 1)
        if roles[at] != "body" or at not in dates:
            continue
        roles[at] = "date"
        back = position - 1
        if back >= 0 and roles[live[back]] == "body" and forms.is_office_holder(words[live[back]]):
            roles[live[back]] = "note"
            back -= 1
        while back >= 0 and roles[live[back]] == "body" and forms.is_organisation(words[live[back]]):
            roles[live[back]] = "signature"
            back -= 1
        _mark_second_title(words, roles, live, position + 1)
    if any(roles[at] in ("signature", "annex") for at in live) or any(forms.is_annex(words[at]) for at in live):
        return
    for position in range(len(live) - 1, max(len(live) // 2, len(live) - 4), -1):
        at = live[position]
        if roles[at] == "body" and forms.is_organisation(words[at]):
            roles[at] = "signature"
        elif roles[at] == "body":
            break


def _is_chronicle(words: list[str], live: list[int]) -> bool:
    return sum(1 for at in live if forms.is_date(words[at])) >= TIMELINE


def _opens_letter(words: list[str], roles: list[Role], live: list[int], position: int) -> bool:
    before = roles[live[position - 1]] if position else "body"
    return before in ("title", "adoption", "number", "date", "byline") and forms.is_addressee(words[live[position]])


def _mark_second_title(words: list[str], roles: list[Role], live: list[int], position: int) -> None:
    seen: list[int] = []
    for at in live[position : position + 8]:
        if roles[at] in ("copies", "printed", "note", "number", "source") and not seen:
            continue
        if roles[at] != "body" or len(seen) == 3 or forms.is_annex(words[at]):
            break
        if forms.is_adoption(words[at]) and seen:
            roles[at] = "adoption"
            break
        if not forms.is_title(words[at]) or (
            seen and forms.ends_with_kind(words[seen[-1]]) and words[at][0] not in "（("
        ):
            break
        seen.append(at)
    named = [at for at in seen if forms.ends_with_kind(words[at])]
    for at in seen:
        if named and at <= named[-1]:
            roles[at] = "title"


def _mark_annexes(words: list[str], roles: list[Role], live: list[int]) -> None:
    named: set[str] = set()
    for position, at in enumerate(live):
        if roles[at] != "body":
            continue
        if forms.is_annex(words[at]):
            roles[at] = "annex"
            _mark_annex_title(words, roles, live, position + 1)
        elif _annex_name(words[at]) in named:
            # an annex without its label, headed by the name that the list gave it
            roles[at] = "annex"
            named.discard(_annex_name(words[at]))
        elif forms.is_annex_list(words[at]):
            roles[at] = "note"
            named.add(_annex_name(words[at]))
            for following in live[position + 1 : position + 20]:
                label = find_label(words[following], 0, len(words[following]))
                if roles[following] != "body" or label is None or label.family not in ("num", "nump", "cn"):
                    break
                if len(words[following]) > 80 or words[following][-1] in "。：":
                    break
                roles[following] = "note"
                named.add(_annex_name(words[following]))


def _annex_name(line: str) -> str:
    """The name of an annex without 附件：, its number, marks and the ending of a file."""
    bare = _ANNEX_MARK.sub("", line, count=1).lstrip()
    label = find_label(bare, 0, len(bare))
    bare = bare[label.body :] if label is not None and label.family == "num" else bare
    return re.sub(r"[\s《》]|\.(?:docx?|pdf|xlsx?|wps)$|[.。；;]$", "", bare, flags=re.IGNORECASE)


def _mark_annex_title(words: list[str], roles: list[Role], live: list[int], position: int) -> None:
    for count, at in enumerate(live[position : position + 3]):
        opens = words[at][0] not in "（(" and count > 0 and forms.ends_with_kind(words[live[position + count - 1]])
        if roles[at] != "body" or opens or not forms.is_title(words[at]):
            return
        if count == 1 and words[at][0] not in "（(" and not forms.ends_with_kind(words[at]):
            return
        roles[at] = "title"


def _mark_contents(words: list[str], roles: list[Role], live: list[int]) -> None:
    """Mark a table of contents: after 目录, the lines that come again further down."""
    start = next((position for position, at in enumerate(live) if forms.is_contents(words[at])), None)
    if start is None:
        return
    roles[live[start]] = "contents"
    counts: dict[str, int] = {}
    for at in live[start + 1 :]:
        counts[_bare(words[at])] = counts.get(_bare(words[at]), 0) + 1
    for at in live[start + 1 :]:
        bare = _bare(words[at])
        leader = re.search(r"[.…·]{3,}\s?\d{0,4}$", words[at]) is not None
        if len(words[at]) > 80 or (not leader and counts[bare] < 2):
            return
        roles[at] = "contents"
        counts[bare] -= 1


def _bare(line: str) -> str:
    return re.sub(r"[\s.…·]+\d{0,4}$", "", line[:100]).replace(" ", "").replace("\u3000", "")
