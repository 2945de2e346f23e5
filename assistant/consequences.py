"""What follows from a case: a text says 取消命名资格 or 减半处理, a question 会被拿掉 or 要砍一半. Of folded words alone.

Two that tell different consequences are of different rules, however much of the case they share.
"""

from __future__ import annotations

import re

_NOT = r"(?:不(?:得|能|予|可|准|再|让|许|给)|没法|别想|甭想|没资格|无资格)[^,;。:]{0,8}?"
CLASSES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("halved", re.compile(r"减半|折半|对半|对折|打[五对]?折|(?:砍|少|扣|去|降|减)(?:掉|去)?(?:了)?一半|半数计")),
    (
        "lost",
        re.compile(
            rf"取消|撤[销回掉]|摘[牌掉]|摘下|收回|拿[掉下]|作废|除名|出局|刷(?:掉|下)|一票否决|失去|丢[掉了]|黄了|泡汤|"
            rf"(?:评|选|报|参加|当|上|入|拿|领)不[上成了]|{_NOT}(?:评|参评|参加|申报|推荐|列入|命名|入选|参赛|报名|授予|表彰|优秀|评优|申领|领取|享受|奖)|没戏|没份|不再(?:续|聘|推荐|受理|保留|安排)"
        ),
    ),
    ("zeroed", re.compile(r"清零|归零|扣光|扣完|全没|全扣|一分不[剩留给]|不(?:计|记)分")),
    ("deducted", re.compile(r"(?:倒)?扣(?:减|掉|除)?(?:\d|[一二三四五几多]|分)|扣减|减分|倒扣|予以扣")),
    ("demoted", re.compile(r"降(?:低)?(?:一)?(?:个)?[档级格等]|掉(?:一)?(?:个)?[档级]|往下(?:掉|降)")),
    ("returned", re.compile(r"追回|退赔|退[回还]|收缴|吐出来|还回|没收")),
    ("called", re.compile(r"约谈|谈话|诫勉|提醒|叫去(?:谈|说)|找[去来]?谈|作[^,;。]{0,4}(?:说明|检讨|检查)|写检[查讨]")),
    ("published", re.compile(r"通报|曝光|点名")),
    ("punished", re.compile(r"处分|警告|记过|开除|追责|追究")),
    ("mended", re.compile(r"整改|整顿|补[课考修训]|重读|重修|重新(?:学|考|参加|培训)|复训")),
    ("replaced", re.compile(r"调整(?:班子|岗位|[^,;。]{0,4}书记)|换[人掉]|撤换|召回|免职|调离|停职")),
    ("listed", re.compile(r"列[为入]")),
    ("exempted", re.compile(r"免(?:于|修|训|检|考|除|去)|可以不|不用|不必|豁免")),
    ("rewarded", re.compile(r"加(?:\d|[一二三四五几多])?分|奖(?!项)|优先|表扬|授予|多给|推荐(?:为|评)")),
)  # fmt: skip
"""What may follow, by the words of documents and of everyday; `lost` is a title or a right, `called` is to account."""


CASES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("low", re.compile(r"太低|偏低|分低|[低少]于\d|不[满足到]\d|低[得了]|上不去|不高")),
    ("last", re.compile(r"倒数|垫底|末[位尾]|最后(?:的)?[一二三四五六七八九十几\d]|后[一二三四五六七八九十几\d]+[名位个]|老末|吊车尾")),
    (
        "failed",
        re.compile(
            r"没(?:有)?(?:考|通|能)?过(?![的了]?\d)|不过关|(?:不|没|未)(?:及格|合格|达标)|没(?:攒|修|学|凑|够)够?|(?:没|未|不)(?:有)?(?:修满|完成|通过|定上|评上)|"
            r"(?:评|定|完|改|做|修|达)不[上成完够到好]|还是?不行|仍不"
        ),
    ),
    ("late", re.compile(r"超期|延期|推迟|延后|逾期|过期|超时|拖(?:着|欠|延|了|到)|迟[到交报]|晚[交报了到]|[没未不]按[时期]|[没未]及时|欠缴|欠交")),
    ("faked", re.compile(r"造假|作假|作弊|虚[填报假]|代[签写考学打]|骗|瞒报|隐瞒|摆拍|假[的报冒]|伪造")),
    ("absent", re.compile(r"请假|缺席|缺课|缺勤|爽约|退单|(?:不|没|未)(?:来|去|到会|参加|出席)|旷|翘")),
    ("complained", re.compile(r"差评|投诉|不满意|举报|满意率[^,;。]{0,8}低")),
)  # fmt: skip
"""What a case may be: too low, last, not passed, late, faked, absent, complained of; in both kinds of words."""
_DENIED = re.compile(r"(?:不(?:得|能|予|可|准|再|发)|取消|没有?)[^,;。:?]{0,12}")
_CASES_ASKED = re.compile(r"(?:哪|几|什么|啥)(?:些|几)?(?:种|个|样|类)?(?:情况|情形)")


def consequences(text: str) -> frozenset[str]:
    """Return the classes of what folded `text` says follows; what may not be had (不得申领奖励) is no reward."""
    given = _DENIED.sub(" ", text)
    return frozenset(name for name, words in CLASSES if words.search(given if name == "rewarded" else text))


def cases(text: str) -> frozenset[str]:
    """Return the classes of the cases that folded `text` speaks of."""
    return frozenset(name for name, words in CASES if words.search(text))


def differ(asked: str, told: str) -> bool:
    """Say whether question and text both name a consequence, and none in common."""
    own, other = consequences(asked), consequences(told)
    return bool(own and other) and not own & other


def agree(asked: str, told: str) -> bool:
    """Say whether question and text name a consequence in common."""
    return bool(consequences(asked) & consequences(told))


def is_no_case(asked: str, told: str) -> bool:
    """Say whether it is asked in which cases (哪些情况) something follows, and the text tells nothing of its kind to follow."""
    return _CASES_ASKED.search(asked) is not None and bool(consequences(asked)) and not agree(asked, told)
