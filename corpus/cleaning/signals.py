"""What a line of website furniture looks like, judged from the line alone."""

from __future__ import annotations

import re

from corpus.structure.labels import find_label

HEAD = 300
"""Characters of a line that are looked at; a furniture line shows itself at once."""

_PAGE_NUMBER = re.compile(
    r"[-—–－·~ ]{1,6}\d{1,4}[-—–－·~ ]{1,6}$|第 ?\d{1,4} ?页(?:[ ,，/、]{0,3}共 ?\d{1,4} ?页)?$|"
    r"共 ?\d{1,4} ?页$|\d{1,4} ?/ ?\d{1,4}$|Page \d{1,4}(?: of \d{1,4})?$"
)
_BARE_NUMBER = re.compile(r"\d{1,4}$")
_LEGAL = re.compile(
    r"ICP[备证]|ICP备案|公网安备|[粤京沪浙苏鲁闽渝川鄂湘皖赣冀豫晋陕津琼贵云桂黑吉辽蒙甘青宁新藏][A-Z]{1,2}[0-9]?-\d{4,}|"
    r"网站标识码|Copyright|©|\(c\) ?\d{4}|All Rights Reserved|"
    r"版权所有|未经(?:书面)?(?:授权|许可|允许).{0,20}(?:复制|转载|使用|镜像)|(?:违法|不良)[和与、]?(?:不良|违法)?信息举报|"
    r"信息网络传播视听节目许可证|互联网新闻信息服务许可证|增值电信业务",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    r"^(?:[【\[]?(?:版权|免责|特别|郑重|网站|本站)(?:声明|提示|说明)|声明[：:])|本站仅提供|信息存储空间|本站(?:不|将|所)|(?:网友|用户|会员)(?:为您|自发|上传|投稿|分享|整理)|小编|下载本文|(?:整理|收集|搜集)了?(?:多篇|相关|以下)|文库|供您?(?:参考|学习)|抄袭侵权|侵权.{0,12}(?:联系|删除|处理)|"
    r"(?:仅代表|属于?)作者(?:本人|个人)?|不代表本[站网]|如有侵权|(?:来源于?|转载自)(?:网络|互联网)"
)
_EDITORS = "(?:本[期版文])?(?:责任编辑|执行编辑|值班编辑|网络编辑|见习编辑|实习编辑|编辑|责编|责校|校对|美编|编审|一审|二审|三审|初审|复审|终审)"
_STAFF = (
    "(?:主编|监制|策划|统筹|审核|审校|审签|签审|排版|制作|录入|上传|信息员|值班主任|设计|视觉|运营|审稿|供图|出品|终校)"
)
_NAME = r"[\u4e00-\u9fff·]{2,4}(?:[\s、，,/;；|)）\]】]|$)"
_CREDIT = re.compile(
    rf"[（(【\[]?\s?{_EDITORS}(?:\s?[：:/|丨]\s?[\u4e00-\u9fff·]{{2,4}}|\s{_NAME})|[（(【\[]?\s?(?:责任编辑|责编|编辑)[\u4e00-\u9fff]{{2,3}}$"
)
_STAFF_CREDIT = re.compile(rf"[（(【\[]?\s?{_STAFF}\s?[：:/|丨]\s?{_NAME}")
_CREDIT_ROW = re.compile(
    rf"(?:{_EDITORS}|{_STAFF}|供稿|撰稿|撰文|来源|文字|图片|摄影|作者|素材|[文图])\s?[|丨｜]\s?[^|丨｜]+$"
)
_NAVIGATION = re.compile(
    r"[【\[<«\-—>•·* ]{0,4}(?:上一[篇页]|下一[篇页]|前一篇|后一篇|返回(?:首页|顶部|列表|目录|上页|上一页)|回到(?:首页|顶部)|"
    r"(?:加入|收藏)(?:收藏|本[页站])|关闭(?:本页|窗口|此页)|打印(?:本页|此页|文章)|分享(?:到|至)(?:[：:\s]|$)|"
    r"扫一扫|扫码(?:关注|下载|阅读|查看|分享)|扫描(?:下方|上方)?二维码|微信扫|长按(?:识别|二维码)|"
    r"点击(?:下载|查看更多|阅读原文|关注|收藏|(?:上方|下方|顶部|左上角|↑)?[“「]?蓝字)|[-—–\s]{0,3}END[-—–\s]{0,3}$|往期(?:推荐|回顾|精选)|点(?:个|亮)[“「]?(?:在看|赞)|阅读原文|查看更多|展开全文|加载更多|更多(?:新闻|内容|资讯|精彩|>)|"
    r"相关(?:阅读|链接|推荐|文章|新闻|报道|稿件|附件下载|专题|解读|文档|资料|热词)(?:[：:\s>】\]]|$)|(?:推荐|延伸)(?:阅读|文章|新闻)(?:[：:\s>】\]]|$)|"
    r"(?:新闻|频道|编辑|精彩|栏目|图片)推荐$|\S{2,6}本地新闻$|24小时\S{0,8}(?:排行|热)|新闻排行|(?:原文|本文)?(?:地址|链接|网址)\s?[：:]\s?(?:http|www)|热门(?:推荐|文章|新闻|搜索|标签|评论)|猜你喜欢|为[您你]推荐|大家都在[看搜]|最新(?:文章|评论)|友情链接|"
    r"(?:[您你]?(?:现在|当前|目前)?(?:所在)?的?位置)\s?[：:]|当前位置|首页\s?(?:[>＞»/|→]|-{1,2}>)|网站首页|"
    r"(?:字号|字体|文字大小|视力保护色)\s?[：:\s]|【?(?:字体|字号)|【?(?:大|小)\s?中\s?(?:小|大)】?|(?:浏览|阅读|点击|访问)(?:次数|量|数|率)\s?[：:\d]|"
    r"评论\s?[(（]\d{1,5}[)）]$|我要(?:纠错|评论|分享)|标签\s?[：:]|Tags?\s?[：:]|附件下载\s?(?:[：:]|$)|下载(?:地址|次数)\s?[：:]|字数\s?[：:]\s?\d|版面\s?[：:]|[^。]{0,20}(?:您?需要(?:先)?登录|登录后(?:查看|阅读|下载))|已有\d+人|转载请注明|"
    r"(?:立即|免费|点此|全文|本文|原文|一键|高清|word|PDF|APP|文档|客户端|打包)\s?(?:下载|阅读全文)|"
    r"下载(?:本文|此文|原文|全文|APP|客户端|Word|PDF|到本地|地址|文档)(?:[：:\s]|$)|下载(?:文档|全文|本文)?到(?:电脑|手机|本地)|(?:VIP|会员)(?:专享|免费|下载|登录)|"
    r"(?:￥|¥)?\d+(?:\.\d+)?元(?:/份|/篇|下载)|剩余\d+页|继续阅读|展开阅读|上传者\s?[：:]|文档(?:格式|大小|编号|介绍|热度)\s?[：:]|\d+积分|\d+\s?人(?:已)?(?:阅读|下载|读过)|"
    r"本文(?:档)?(?:由|来自|来源|地址|链接|可在)[^。]{0,40}(?:整理|下载|提供|转载|上传|http|网))",
    re.IGNORECASE,
)
_MENU_WORDS = frozenset(
    [
        "登录",
        "注册",
        "首页",
        "点赞",
        "在看",
        "举报",
        "纠错",
        "收藏",
        "打印",
        "打印本页",
        "打印此页",
        "关闭",
        "关闭窗口",
        "关闭本页",
        "分享",
        "评论",
        "广告",
        "广告服务",
        "广告合作",
        "关于我们",
        "联系我们",
        "网站地图",
        "网站导航",
        "网站声明",
        "网站简介",
        "法律声明",
        "隐私政策",
        "隐私声明",
        "用户协议",
        "免责声明",
        "版权声明",
        "客户端下载",
        "客户端",
        "无障碍",
        "长者模式",
        "繁体",
        "简体",
        "English",
        "搜索",
        "帮助",
        "帮助中心",
        "意见反馈",
        "微信",
        "微博",
        "QQ空间",
        "朋友圈",
        "抖音",
        "快手",
        "返回",
        "顶部",
        "上一页",
        "下一页",
        "尾页",
        "末页",
        "下载",
        "招标投标",
        "物资采购",
        "友情链接",
        "加入我们",
        "诚聘英才",
        "站点地图",
    ]
)
_SITE_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z]{2,10}(?:网|在线|频道|门户|门户网站|客户端|官网|公众号)$")
_FILE_NAME = re.compile(
    r"\S{1,60}\.(?:docx?|pdf|xlsx?|wps|ofd|rar|zip|jpe?g|png|pptx?|mp4)(?:\s?[（(][^（()）]{0,20}[)）])?$",
    re.IGNORECASE,
)
_LINK = re.compile(r"https?://|www\.[a-z0-9]|[a-z0-9._-]{1,64}@[a-z0-9-]{1,64}\.(?:com|cn|net|org)", re.IGNORECASE)
_HASHTAG = re.compile(r"#[^#\s]{2,30}#")
_EMOJI = re.compile("[\U0001f300-\U0001faff\u2705\u2728\u2b50\u2764\u231a\u23f0\u2753-\u2757]")
_BULLET = re.compile(r"[•·●■◆▪▶►|>»]\s*\S")
_END_MARKER = re.compile(
    r"[【\[]?(?:版权|免责)声明|往期(?:推荐|回顾|精选)|相关(?:阅读|链接|推荐|文章|新闻|报道|解读|稿件|资讯|文档)|推荐阅读|热门(?:推荐|文章)|延伸阅读|猜你喜欢|"
    r"为[您你]推荐|友情链接|[【\[<]?(?:上|下)一篇|[【\[<]?(?:返回|回到)(?:首页|顶部|列表)|(?:新闻|频道|编辑|精彩|栏目|图片)推荐$|原文(?:地址|链接)"
)
_PINYIN = re.compile(r"[a-zA-Z]{0,5}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zA-Z]{0,4}")
_SOURCE_FOOT = re.compile(
    r"^(?:主办单位?|承办单位?|技术支持|运维单位|网站(?:管理|维护)|备案号|电子邮箱|办公地址|地址|邮编|邮政编码|传真|举报电话|"
    r"客服(?:电话|热线)|投稿(?:邮箱|热线)|值班电话)[：: ]"
)


def is_page_mark(text: str) -> bool:
    """Say whether a line is a page number and nothing else."""
    return len(text) <= 24 and (_PAGE_NUMBER.match(text) is not None or is_bare_number(text))


def is_bare_number(text: str) -> bool:
    """Say whether a line is a number of up to four digits: perhaps a page number, perhaps not."""
    return _BARE_NUMBER.fullmatch(text) is not None


def is_furniture_line(text: str) -> bool:
    """Say whether a line is furniture wherever it stands."""
    head, length = text[:HEAD], len(text)
    if length <= 24 and _PAGE_NUMBER.match(head):
        return True
    if length <= 90 and (_NAVIGATION.match(head) or _CREDIT.match(head)) and not _reads_as_prose(head):
        return True
    if length <= 160 and ((_LEGAL.search(head) and not _is_rule(head)) or _is_menu(head)):
        return True
    if _DISCLAIMER.search(head) and find_label(head, 0, len(head)) is None:
        return len(_DISCLAIMER.findall(head)) >= 2 or _DISCLAIMER.match(head) is not None
    if _EMOJI.search(head) and (_HASHTAG.search(head) or _LINK.search(head)):
        return True
    return len(_PINYIN.findall(head)) >= 4 and sum("\u4e00" <= c <= "\u9fff" for c in head) * 3 < len(head)


def is_end_marker(text: str) -> bool:
    """Say whether a furniture line ends the article: an editor's credit, a copyright note, links to other articles."""
    head = text[:HEAD]
    return _END_MARKER.match(head) is not None or _CREDIT.match(head) is not None


def is_credit_row(text: str) -> bool:
    """Say whether a line credits somebody with a stroke between (供稿 | 示例街道): no row of a table."""
    return len(text) <= 60 and _CREDIT_ROW.match(text) is not None


def is_staff_credit(text: str) -> bool:
    """Say whether a line credits staff in words that are also common in content (审核：…); counts beside furniture."""
    return len(text) <= 60 and _STAFF_CREDIT.match(text) is not None


def is_site_line(text: str) -> bool:
    """Say whether a line names a site, a file to download or the site's address; counts beside furniture."""
    return len(text) <= 80 and (
        _SOURCE_FOOT.match(text) is not None or _FILE_NAME.match(text) is not None or is_site_name(text)
    )


def is_site_name(text: str) -> bool:
    """Say whether a line is nothing but a site's name (示例新闻网)."""
    return len(text) <= 14 and _SITE_NAME.fullmatch(text) is not None


def is_loud(text: str) -> bool:
    """Say whether a text shouts like an advert: emoji, hashtags, web addresses, calls to follow or to sign up."""
    head = text[:HEAD]
    return (
        _EMOJI.search(head) is not None
        or _LINK.search(head) is not None
        or len(_HASHTAG.findall(head)) >= 1
        or re.search(r"客户端|扫码|公众号|投稿|点击|下载|戳|优惠|抽奖", head) is not None
    )


def is_bullet(text: str) -> bool:
    """Say whether a line is a bullet with one or two words behind it: a link."""
    return len(text) <= 14 and _BULLET.match(text) is not None and re.search("[。；，,：:]", text) is None


def is_link_row(text: str) -> bool:
    """Say whether a line is a row of links: a- b- c- d."""
    return len(text) <= 160 and len(re.findall(r"[\u4e00-\u9fff]{2,8}\s?[-|｜>＞»]\s", text)) >= 3


def _is_menu(text: str) -> bool:
    words = [word for word in re.split(r"[\s|丨｜/·>»＞【】\[\]-]+", text) if word]
    known = sum(1 for word in words if word in _MENU_WORDS)
    return bool(words) and (known == len(words) or (known >= 2 and known * 2 >= len(words)))


def _reads_as_prose(text: str) -> bool:
    """扫码登记后，申报单位应当… begins like navigation and is not: it has clauses and ends in a full stop."""
    return text[-1] in "。；" and sum(text.count(c) for c in "，,、") >= 1


def _is_rule(text: str) -> bool:
    """A rule about copyright is content: labelled, or a full sentence with an obligation."""
    return find_label(text, 0, len(text)) is not None or (
        text[-1] in "。；" and re.search("应当|不得|可以", text) is not None
    )
