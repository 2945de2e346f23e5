"""The frame of a document: letterhead, titles, addressee, byline, sign-off. What is neither body nor furniture.

A text may hold several documents (a notice and what it passes on), each with its own title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from corpus.cleaning.clean import Paragraph
from corpus.numerals import CHARACTERS
from corpus.structure.labels import RANKS, find_label

Role = Literal[
    "body", "furniture", "table", "title", "number", "marking", "issuer", "addressee", "byline", "source",
    "adoption", "date", "signature", "annex", "note", "copies", "printed", "contents", "closing",
]  # fmt: skip

NUMBER = re.compile(
    r"(?:[\u4e00-\u9fff]{1,12}[〔\[［【（(]\s?(?:19|20)\d{2}\s?[〕\]］】）)]\s?第?\s?\d{1,5}\s?号|第\s?\d{1,5}\s?号令?|[\u4e00-\u9fff]{2,20}令\s?第?\s?[0-9一二三四五六七八九十百〇]{1,5}\s?号)"
)
DATE = re.compile(
    rf"(?:(?:19|20)\d{{2}}\s?年\s?\d{{1,2}}\s?月(?:\s?\d{{1,2}}\s?日)?|[二一][{CHARACTERS}]{{3}}年[{CHARACTERS}]{{1,2}}月(?:[{CHARACTERS}]{{1,3}}日)?|(?:19|20)\d{{2}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?:\s\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?)"
)
KIND_WORDS = (
    "通知", "通报", "通告", "公告", "公报", "意见", "决定", "决议", "命令", "令", "请示", "批复", "报告", "函", "纪要", "议案",
    "条例", "办法", "规定", "细则", "规则", "规程", "规范", "章程", "准则", "制度", "方案", "计划", "规划", "要点", "总结", "讲话",
    "致辞", "讲稿", "发言", "提纲", "倡议书", "公约", "指引", "指南", "措施", "清单", "标准", "纲要", "预案", "答复", "名单", "简报",
    "说明", "解读", "须知", "预算", "合同", "协议", "承诺书", "责任书", "建议", "述职", "党课", "讲义", "问答", "手册", "安排",
)  # fmt: skip
ORGANISATION = re.compile(
    r"(?:委员会|人民政府|政府|办公室|办公厅|党委|党组|工委|纪委|市委|省委|区委|县委|镇委|委办|府办|局|厅|部|院|委|办|处|科|中心|协会|学会|商会|总会|分会|工会|团委|妇联|集团|公司|学校|大学|医院|支部|总支|街道|指挥部|领导小组|联合会|检察院|法院|公安局|银行|站|所|队|社|署|会|馆)(?:文件)?$"
)
_MARKING = re.compile(
    r"^(?:绝密|机密|秘密|内部(?:资料|文件|刊物)?|特急|加急|特提|平急|急件|紧急)(?:[★☆*].{0,12})?(?:\s|$)|^(?:签发人|会签人?)\s?[：:]|^(?:密级|保密期限|份号|紧急程度)\s?[：:]|^\d{6}$"
)
_ADDRESSEE = re.compile(r"[：:]$")
_GREETING = re.compile(
    r"^(?:(?:各位|尊敬的|同志|代表|委员|主席|主任|领导|来宾|朋友|老师|同学|女士|先生|大家)[^。；]{0,60})[：:，,！!]?$|^同志们[：:，,！!]?(?:朋友们[：:，,！!]?)?$"
)
_BYLINE = re.compile(
    r"^[（(【\[]?\s?(?:[\u4e00-\u9fff]{0,10}(?:记者|通讯员|作者|供稿|撰稿|撰文|图/|文/|文、图|摄影|主讲人|讲话人|发言人|报告人))(?:[：:/\s丨|]|[\u4e00-\u9fff]{2,4})[^。！？]{0,60}$"
)
_SOURCE = re.compile(
    r"(?:来源|稿源|发布(?:机构|单位|者|人|时间|日期)?|信息来源|发布时间|时间|日期|发文日期|成文日期|文号|索引号|主题分类|名称|作者)\s?[：:]"
)
_ADOPTION = re.compile(r"^[（(].{0,300}(?:通过|批准|公布|施行|修订|修正|发布|印发|决定)[^）)]{0,40}[）)]$")
_SPEAKER = re.compile(
    r"^[（(]?\s?(?:(?:19|20)\d{2}年\d{1,2}月(?:\d{1,2}日)?|[二一][〇零○一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?)\s?[，,]?\s?[\u4e00-\u9fff]{0,30}[）)]?$"
)
_ANNEX = re.compile(
    rf"^附\s?(?:件|表|录)\s?(?:[0-9{CHARACTERS}]{{1,3}})?\s?[：:]?$|^附件\s?[0-9{CHARACTERS}]{{1,3}}\s?[：: ]"
)
_ANNEX_LIST = re.compile(r"^附(?:件)?\s?[：:]\s?\S")
_NOTE = re.compile(
    r"^[（(](?:此件|联系人|联系电话|本通知|公开|主动公开|依申请公开|不予公开|联系)[^）)]{0,80}[）)]$|^(?:联系人|联系电话|联系方式|公开方式|公开属性|信息公开选项|主题词)\s?[：:]"
)
_COPIES = re.compile(r"^(?:抄送|抄报|主送|分送|发送|呈报|报|送|发)\s?[：:]")
_PRINTED = re.compile(r"(?:19|20)\d{2}年\d{1,2}月\d{1,2}日\s?印\s?发$")
_CONTENTS = re.compile(r"^目\s?[录次]$")
_CLOSING = re.compile(
    r"^(?:谢谢(?:大家|各位)?|我的(?:讲话|发言|汇报)(?:完了|到此)|(?:特此|专此)(?:通知|通报|公告|通告|函[复告达]|报告|批复|函)|妥否，?请(?:批示|审示)|以上(?:报告|请示|意见)[^。]{0,20})[^\n]{0,12}[。！!]?$"
)
_TERMINAL = "。；;：:，,、"
HEAD_LINES = 24
"""Lines from the start in which a letterhead may stand."""


def find_roles(text: str, paragraphs: Sequence[Paragraph]) -> list[Role]:
    """Return the role of each paragraph in the frame; what is no part of the frame is ``body``."""
    words = [p.span.of(text) for p in paragraphs]
    roles: list[Role] = ["furniture" if p.furniture else "table" if p.table else "body" for p in paragraphs]
    live = [at for at, role in enumerate(roles) if role == "body"]
    _mark_plain_lines(words, roles, live)
    _mark_head(words, roles, live, paragraphs)
    _mark_sign_offs(words, roles, live)
    _mark_annexes(words, roles, live)
    _mark_contents(words, roles, live)
    return roles


def is_title(line: str) -> bool:
    """Say whether `line` can be a title: one line of moderate length that ends no sentence and opens no item."""
    if not 2 <= len(line) <= 90 or line[-1] in _TERMINAL or "。" in line:
        return False
    label = find_label(line, 0, len(line))
    if label is not None and label.family in RANKS and label.family != "bare":
        return False
    return not (NUMBER.search(line) and len(line) <= 24) and not DATE.fullmatch(line)


def is_organisation(line: str) -> bool:
    """Say whether `line` is the name of a body (or several) and nothing else."""
    if not 3 <= len(line) <= 60 or any(c in line for c in "。；：:，,！？《"):
        return False
    return "关于" not in line and all(ORGANISATION.search(part) for part in re.split(r"[\s、]+", line) if part)


def is_date(line: str) -> bool:
    """Say whether `line` is a date and nothing else."""
    return len(line) <= 24 and DATE.fullmatch(line.replace(" ", "").strip("（）()")) is not None


def ends_with_kind(line: str) -> bool:
    """Say whether a title ends with a kind of document (…的通知, …要点（试行）)."""
    bare = re.sub(r"\s?[（(][^（）()]{1,16}[）)]$", "", line)
    return bare.endswith(KIND_WORDS)


def _mark_plain_lines(words: list[str], roles: list[Role], live: list[int]) -> None:
    for at in live:
        line = words[at]
        if len(line) > 400:
            continue
        if len(line) <= 60 and _MARKING.search(line):
            roles[at] = "marking"
        elif len(line) <= 40 and NUMBER.search(line) and _is_number_line(line):
            roles[at] = "number"
        elif _COPIES.match(line):
            roles[at] = "copies"
        elif len(line) <= 80 and _PRINTED.search(line):
            roles[at] = "printed"
        elif len(line) <= 80 and _BYLINE.match(line):
            roles[at] = "byline"
        elif (
            len(line) <= 120
            and _SOURCE.match(line)
            or len(line) <= 120
            and re.match(DATE, line)
            and _SOURCE.search(line)
        ):
            roles[at] = "source"
        elif _NOTE.match(line):
            roles[at] = "note"
        elif len(line) <= 30 and _CLOSING.match(line):
            roles[at] = "closing"
        elif _ANNEX_LIST.match(line) and not _ANNEX.match(line):
            roles[at] = "note"


def _is_number_line(line: str) -> bool:
    rest = NUMBER.sub("", line, count=1)
    rest = re.sub(r"(?:签发人|会签人?)\s?[：:]\s?[\u4e00-\u9fff ]{0,12}", "", rest)
    return len(rest.strip(" （）()：:文号")) <= 6 and "。" not in rest


def _mark_head(words: list[str], roles: list[Role], live: list[int], paragraphs: Sequence[Paragraph]) -> None:
    """Mark letterhead, titles and addressee of the first document: what stands before the first sentence."""
    head: list[int] = []
    for at in live[:HEAD_LINES]:
        line = words[at]
        if roles[at] in ("number", "marking", "source", "byline"):
            continue
        if roles[at] != "body":
            break
        if _ADOPTION.match(line):
            roles[at] = "adoption"
        elif _is_addressee(line):
            roles[at] = "addressee"
            break
        elif _SPEAKER.match(line) and head:
            roles[at] = "date" if is_date(line) else "byline"
        elif is_title(line) and not _CONTENTS.match(line) and len(head) < 6:
            head.append(at)
        else:
            break
    _assign_titles(words, roles, head, live, paragraphs)


def _is_addressee(line: str) -> bool:
    if _GREETING.match(line):
        return True
    return (
        len(line) <= 400
        and _ADDRESSEE.search(line) is not None
        and not any(c in line[:-1] for c in "。；;：:")
        and find_label(line, 0, len(line)) is None
        and (
            ORGANISATION.search(re.sub(r"[（(][^（）()]{0,40}[）)]", "", line[:-1]).strip()) is not None
            or line.startswith("各")
            or "单位" in line
            or "党组织" in line
        )
    )


def _assign_titles(
    words: list[str], roles: list[Role], head: list[int], live: list[int], paragraphs: Sequence[Paragraph]
) -> None:
    """Tell letterhead and names from titles, and first sub-headings from titles, among the lines of the head."""
    for at in list(head):
        if is_organisation(words[at]) and not ends_with_kind(words[at]) and len(head) > 1:
            roles[at] = "issuer"
            head.remove(at)
    if not head:
        return
    last = head[-1]
    after = next((at for at in live if at > last), None)
    if after is not None and roles[after] == "body" and len(head) > 1 and ends_with_kind(words[head[0]]):
        # a first sub-heading stands right above the text; a title that names its kind needs no further line
        named = [at for at in head if ends_with_kind(words[at])]
        head = [at for at in head if at <= named[-1]]
    for at in head:
        roles[at] = "title"


def _mark_sign_offs(words: list[str], roles: list[Role], live: list[int]) -> None:
    """Mark issuer and date at the end of a document, and the title of what follows it."""
    for position, at in enumerate(live):
        if roles[at] == "body" and _is_addressee(words[at]) and _follows_title(roles, live, position):
            roles[at] = "addressee"
        if roles[at] != "body" or not is_date(words[at]):
            continue
        roles[at] = "date"
        back = position - 1
        while back >= 0 and roles[live[back]] == "body" and is_organisation(words[live[back]]):
            roles[live[back]] = "signature"
            back -= 1
        _mark_second_title(words, roles, live, position + 1)
    for position in range(len(live) - 1, max(-1, len(live) - 8), -1):
        at = live[position]
        if roles[at] == "body" and is_organisation(words[at]) and position > len(live) // 2:
            roles[at] = "signature"
        elif roles[at] == "body":
            break


def _follows_title(roles: list[Role], live: list[int], position: int) -> bool:
    return position > 0 and roles[live[position - 1]] in ("title", "adoption", "number", "date", "byline")


def _mark_second_title(words: list[str], roles: list[Role], live: list[int], position: int) -> None:
    seen: list[int] = []
    for at in live[position : position + 8]:
        if roles[at] in ("copies", "printed", "note", "number", "annex", "source"):
            if seen:
                break
            continue
        if _ANNEX.match(words[at]):
            return
        if _ADOPTION.match(words[at]) and seen:
            roles[at] = "adoption"
            break
        if roles[at] != "body" or not is_title(words[at]) or len(seen) == 3:
            break
        if seen and ends_with_kind(words[seen[-1]]):
            break
        seen.append(at)
    if seen and any(ends_with_kind(words[at]) for at in seen):
        last = max(at for at in seen if ends_with_kind(words[at]))
        for at in seen:
            if at <= last:
                roles[at] = "title"


def _mark_annexes(words: list[str], roles: list[Role], live: list[int]) -> None:
    for position, at in enumerate(live):
        if len(words[at]) <= 40 and _ANNEX.match(words[at]) and roles[at] in ("body", "note"):
            roles[at] = "annex"
            seen = 0
            for following in live[position + 1 : position + 4]:
                if roles[following] != "body" or not is_title(words[following]) or seen == 2:
                    break
                roles[following] = "title"
                seen += 1
                if ends_with_kind(words[following]):
                    break


def _mark_contents(words: list[str], roles: list[Role], live: list[int]) -> None:
    """Mark a table of contents: after 目录, the lines that come again further down."""
    for position, at in enumerate(live):
        if not _CONTENTS.match(words[at]):
            continue
        roles[at] = "contents"
        later = {_bare(words[k]) for k in live[position + 1 :]}
        counts: dict[str, int] = {}
        for k in live[position + 1 :]:
            counts[_bare(words[k])] = counts.get(_bare(words[k]), 0) + 1
        for k in live[position + 1 :]:
            bare = _bare(words[k])
            leader = re.search(r"[.…·]{3,}\s?\d{0,4}$|\s\d{1,4}$", words[k]) is not None
            if len(words[k]) <= 80 and bare in later and (leader or counts[bare] >= 2):
                roles[k] = "contents"
                counts[bare] -= 1
                continue
            break


def _bare(line: str) -> str:
    return re.sub(r"[\s.…·]+\d{0,4}$", "", line).replace(" ", "").replace("\u3000", "")
