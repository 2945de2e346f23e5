"""Website furniture: what a page prints around its text. Found by general signals, marked, never removed.

Three kinds of evidence: a line that is nothing but furniture wherever it stands (ICP number, 上一篇, page number);
a line that is furniture at the head or foot of a page (navigation bullets, hashtags); and the end marker, after which
everything belongs to the site unless numbered text resumes (编辑…, 版权声明, 相关阅读).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from corpus.cleaning.lines import Line
from corpus.structure.labels import find_label

HEAD = 300
"""Characters of a line that are looked at; a furniture line shows itself at once."""

_PAGE_NUMBER = re.compile(
    r"[-—–－·~ ]{1,6}\d{1,4}[-—–－·~ ]{1,6}$|第 ?\d{1,4} ?页(?:[ ,，/、]{0,3}共 ?\d{1,4} ?页)?$|共 ?\d{1,4} ?页$|\d{1,4} ?/ ?\d{1,4}$|Page \d{1,4}(?: of \d{1,4})?$"
)
_BARE_NUMBER = re.compile(r"\d{1,4}$")
_LEGAL = re.compile(
    r"ICP[备证]|ICP备案|公网安备|[粤京沪浙苏鲁闽渝川鄂湘皖赣冀豫晋陕津琼贵云桂黑吉辽蒙甘青宁新藏][A-Z]{1,2}[0-9]?-\d{4,}|网站标识码|Copyright|©|\(c\) ?\d{4}|All Rights Reserved|"
    r"版权所有|未经(?:书面)?(?:授权|许可|允许).{0,20}(?:复制|转载|使用|镜像)|(?:违法|不良)[和与、]?(?:不良|违法)?信息举报|信息网络传播视听节目许可证|互联网新闻信息服务许可证|增值电信业务",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    r"^(?:[【\[]?(?:版权|免责|特别|郑重|网站|本站)(?:声明|提示|说明)|声明[：:])|本站仅提供|信息存储空间|本站(?:不|将|所)|(?:网友|用户|会员)(?:为您|自发|上传|投稿|分享|整理)|供您?(?:参考|学习)|抄袭侵权|侵权.{0,12}(?:联系|删除|处理)|"
    r"(?:仅代表|属于?)作者(?:本人|个人)?|不代表本[站网]|如有侵权|(?:来源于?|转载自)(?:网络|互联网)"
)
_CREDIT_NAMES = (
    "(?:本[期版文])?(?:责任编辑|执行编辑|值班编辑|网络编辑|见习编辑|实习编辑|编辑|责编|责校|校对|美编|编审|主编|监制|策划|统筹|"
    "一审|二审|三审|初审|复审|终审|审核|审校|审签|签审|排版|制作|录入|上传|信息员|值班主任|设计|视觉|运营)"
)
_CREDIT_END = r"(?:\s?[：:/|丨]|\s[\u4e00-\u9fff]{2,4}(?:\s|$|[)）\]】])|[\u4e00-\u9fff]{2,3}(?:\s|$|[)）\]】]))"
_CREDIT = re.compile(r"[（(【\[]?\s?" + _CREDIT_NAMES + _CREDIT_END)
_NAVIGATION = re.compile(
    r"^[【\[<«\-—>•·* ]{0,4}(?:上一[篇页条章]|下一[篇页条章]|前一篇|后一篇|返回(?:首页|顶部|列表|目录|上页|上一页)|回到(?:首页|顶部)|(?:加入|收藏)(?:收藏|本[页站])|关闭(?:本页|窗口|此页)?|打印(?:本页|此页|文章)?|"
    r"分享(?:到|至|给)|扫一扫|扫码|扫描二维码|微信扫|长按(?:识别|二维码)|点击(?:下载|查看更多|阅读原文|关注|收藏)|阅读原文|查看更多|展开全文|加载更多|更多(?:新闻|内容|资讯|>)|"
    r"相关(?:阅读|链接|推荐|文章|新闻|报道|稿件|附件下载|专题|解读|文档|资料|热词)|推荐(?:阅读|文章|新闻)|热门(?:推荐|文章|新闻|搜索|标签|评论)|延伸阅读|猜你喜欢|为[您你]推荐|大家都在[看搜]|热[榜搜]|最新(?:文章|评论|资讯)|友情链接|"
    r"(?:您|你)?(?:现在|当前|目前|所在)(?:的|所在)?(?:的)?位置|首页\s?[>＞»/|\-]|网站(?:首页|地图|导航|简介)|关于我们|联系我们|广告(?:服务|合作|投放)?$|法律声明|隐私政策|用户协议|登录|注册|客户端下载|"
    r"(?:字号|字体|文字大小|视力保护色)|【?(?:大|小) ?[中大] ?(?:小|大)】?|浏览(?:次数|量)|阅读(?:次数|量|数)|点击(?:次数|量|率|数)|访问(?:次数|量)|评论\s?[(（]?\d{0,5}[)）]?$|点赞|在看|举报$|纠错$|我要(?:纠错|评论|分享)|标签[：:]|关键[词字][：:]|Tags?[：:]|"
    r"(?:立即|免费|点此|全文|本文|原文|一键|高清|附件|word|PDF|APP|文档|客户端|打包)\s?(?:下载|阅读全文)|下载(?:本文|文档|此文|原文|全文|APP|客户端|Word|PDF|附件|到本地|地址|说明)|(?:VIP|会员)(?:专享|免费|下载|登录)|"
    r"剩余\d+页|继续阅读|展开阅读|上传者|文档(?:格式|大小|编号|介绍)|\d+积分|人已(?:阅读|下载|读)|本文(?:档)?(?:由|来自|来源|地址|链接|可在))",
    re.IGNORECASE,
)
_LINK = re.compile(r"https?://|www\.[a-z0-9]|[a-z0-9._-]{1,64}@[a-z0-9-]{1,64}\.(?:com|cn|net|org)", re.IGNORECASE)
_HASHTAG = re.compile(r"#[^#\s]{2,30}#")
_EMOJI = re.compile("[\U0001f300-\U0001faff\u2705\u2728\u2b50\u2764\u231a\u23f0\u2753-\u2757]")
_BULLET = re.compile(r"[•·●■◆▪▶►|>»]\s*\S")
_END_MARKER = re.compile(
    r"[（(【\[]?\s?(?:责任编辑|执行编辑|值班编辑|网络编辑|编辑|责编|编审|一审|初审|校对)" + _CREDIT_END + "|"
    r"[【\[]?(?:版权|免责)声明|相关(?:阅读|链接|推荐|文章|新闻|报道)|推荐阅读|热门(?:推荐|文章)|延伸阅读|猜你喜欢|"
    r"为[您你]推荐|友情链接|[【\[<]?(?:上|下)一篇|[【\[<]?(?:返回|回到)(?:首页|顶部|列表)"
)
_RESUMES = frozenset({"cn", "cnp", "chapter", "article", "division", "book"})
_PINYIN = re.compile(r"[a-zA-Z]{0,5}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zA-Z]{0,4}")
_SOURCE_FOOT = re.compile(
    r"^(?:主办单位?|承办单位?|技术支持|运维单位|网站(?:管理|维护)|备案号|电子邮箱|办公地址|地址|邮编|邮政编码|传真|举报电话|客服(?:电话|热线)|投稿(?:邮箱|热线)|值班电话)[：: ]"
)


def find_furniture(lines: Sequence[Line], *, marked: frozenset[int] = frozenset()) -> set[int]:
    """Return the numbers of the lines that are furniture; ``marked`` are those the format itself marks as such."""
    found = set(marked)
    found.update(at for at, line in enumerate(lines) if _is_furniture(line.text[:HEAD], len(line.text)))
    found |= _find_page_numbers(lines)
    found |= _find_running_heads(lines, found)
    found |= _find_navigation(lines, found)
    found |= _find_foot(lines, found)
    return found


def is_page_mark(text: str) -> bool:
    """Say whether a line is a page number and nothing else."""
    return len(text) <= 24 and (_PAGE_NUMBER.match(text) is not None or _BARE_NUMBER.fullmatch(text) is not None)


def _is_furniture(text: str, length: int) -> bool:
    if _PAGE_NUMBER.match(text) and length <= 24:
        return True
    if length <= 90 and (_NAVIGATION.match(text) or _CREDIT.match(text)) and not _reads_as_prose(text):
        return True
    if length <= 160 and _LEGAL.search(text) and not _is_sentence_about(text):
        return True
    if _DISCLAIMER.search(text) and find_label(text, 0, len(text)) is None:
        return len(_DISCLAIMER.findall(text)) >= 2 or _DISCLAIMER.match(text) is not None
    if _EMOJI.search(text) and (_HASHTAG.search(text) or _LINK.search(text)):
        return True
    return len(_PINYIN.findall(text)) >= 4 and sum("\u4e00" <= c <= "\u9fff" for c in text) * 3 < len(text)


def _reads_as_prose(text: str) -> bool:
    """登录系统后，申报单位应当… begins like navigation and is not: it has clauses and ends in a full stop."""
    return text[-1] in "。；" and sum(text.count(c) for c in "，,、") >= 1


def _is_sentence_about(text: str) -> bool:
    """A rule about copyright is content: labelled, or a full sentence with an obligation."""
    return find_label(text, 0, len(text)) is not None or (
        text[-1] in "。；" and re.search("应当|不得|可以", text) is not None
    )


def _find_page_numbers(lines: Sequence[Line]) -> set[int]:
    """Bare numbers that rise by one from line to line are page numbers."""
    bare = [(at, int(line.text)) for at, line in enumerate(lines) if _BARE_NUMBER.fullmatch(line.text)]
    found: set[int] = set()
    for (at, number), (then, following) in zip(bare, bare[1:], strict=False):
        if following == number + 1 and then - at > 2:
            found.update((at, then))
    return found


def _find_running_heads(lines: Sequence[Line], found: set[int]) -> set[int]:
    """A short line that comes back beside page numbers is a running head; its first appearance may be the title."""
    counts = Counter(line.text for line in lines if len(line.text) <= 40)
    heads: set[int] = set()
    for at, line in enumerate(lines):
        if counts[line.text] < 2 or at in found or len(line.text) > 40:
            continue
        beside = any(is_page_mark(lines[k].text) and k in found for k in (at - 1, at + 1) if 0 <= k < len(lines))
        if beside:
            heads.add(at)
    first_of = {lines[at].text: at for at in reversed(range(len(lines))) if counts[lines[at].text] >= 2}
    return {at for at in heads if first_of[lines[at].text] != at or counts[lines[at].text] > 3 and at > 3}


def _find_navigation(lines: Sequence[Line], found: set[int]) -> set[int]:
    """Lists of short links: three or more bullets or one-word lines at the very top, or lines of ``a- b- c- d``."""
    result: set[int] = set()
    run: list[int] = []
    for at, line in enumerate(lines):
        short = len(line.text) <= 14 and not re.search("[。；，,：:]", line.text)
        if at not in found and short and _BULLET.match(line.text):
            run.append(at)
            continue
        if len(run) >= 3 and (run[0] <= 12 or run[-1] >= len(lines) - 12):
            result.update(run)
        run = []
        if len(line.text) <= 160 and len(re.findall(r"[\u4e00-\u9fff]{2,8}\s?[-|｜>＞»]\s", line.text)) >= 3:
            result.add(at)
    if len(run) >= 3:
        result.update(run)
    return result


def _find_foot(lines: Sequence[Line], found: set[int]) -> set[int]:
    """Everything after the end marker, unless numbered text resumes; and the site's address lines at the very end."""
    result: set[int] = set()
    marker: int | None = None
    written = 0
    total = sum(len(line.text) for line in lines) or 1
    for at, line in enumerate(lines):
        label = find_label(line.text, 0, len(line.text)) if marker is not None else None
        if marker is not None and label is not None and label.family in _RESUMES and label.number is not None:
            result -= set(range(marker + 1, at))
            marker = None
        if marker is None and written >= 0.25 * total and _END_MARKER.match(line.text) and at in found:
            marker = at
        elif marker is not None:
            result.add(at)
        written += len(line.text)
    at = len(lines) - 1
    while at >= 0 and (at in found or at in result or _SOURCE_FOOT.match(lines[at].text) or _is_loud(lines[at].text)):
        if at in found or at in result or any(k in found for k in range(max(0, at - 3), min(len(lines), at + 4))):
            result.add(at)
        at -= 1
    return result


def _is_loud(text: str) -> bool:
    head = text[:HEAD]
    return bool(_EMOJI.search(head)) or len(_HASHTAG.findall(head)) >= 2
