"""How the lines of a document's frame are written: numbers, dates, bodies, titles, bylines, notes. One line at a time."""

from __future__ import annotations

import re

from corpus.numerals import CHARACTERS, YEAR_CHARACTERS
from corpus.structure.labels import RANKS, find_label

NUMBER = re.compile(
    r"[\u4e00-\u9fff]{0,12}[〔\[［【（(﹝„]\s?(?:19|20)\d{2}\s?[〕\]］】）)﹞‟]\s?第?\s?\d{1,5}\s?号|"
    r"[\u4e00-\u9fff]{2,20}令\s?第?\s?[0-9一二三四五六七八九十百〇]{1,5}\s?号|第\s?\d{1,5}\s?号令?"
)
_ARABIC_DATE = r"(?:19|20)\d{2}\s?年\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?"
_CHINESE_DATE = rf"[二一][{YEAR_CHARACTERS}]{{3}}年[{CHARACTERS}元]{{1,2}}月(?:[{CHARACTERS}]{{1,3}}日)?"
_SHORT_DATE = r"(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}(?:\s\d{1,2}:\d{2}(?::\d{2})?)?"
DATE = re.compile(f"(?:{_ARABIC_DATE}|{_CHINESE_DATE}|{_SHORT_DATE})")
KIND_WORDS = (
    "通知", "通报", "通告", "公告", "公报", "意见", "决定", "决议", "命令", "令", "请示", "批复", "报告", "函", "纪要", "议案",
    "条例", "办法", "规定", "细则", "规则", "规程", "规范", "章程", "准则", "制度", "方案", "计划", "规划", "要点", "总结", "讲话",
    "致辞", "讲稿", "发言", "提纲", "倡议书", "公约", "指引", "指南", "措施", "清单", "标准", "纲要", "预案", "答复", "名单", "简报",
    "说明", "解读", "须知", "预算", "合同", "协议", "承诺书", "责任书", "建议", "述职", "党课", "讲义", "问答", "手册", "安排",
    "汇报", "公示", "汇编", "考核表", "分工表", "一览表", "申报表",
)  # fmt: skip
ORGANISATION = re.compile(
    r"(?:委员会|人民政府|政府|办公室|办公厅|党委|党组|工委|纪委|市委|省委|区委|县委|镇委|州委|委办|府办|局|厅|部|院|委|处|中心|协会|学会|商会|"
    r"总会|分会|工会|团委|妇联|集团|公司|学校|大学|医院|支部|总支|街道|指挥部|领导小组|联合会|检察院|法院|银行|办事处|管理所|研究所|"
    r"[省市县区]总队|支队|报社|大队|课题组|调研组|编写组|工作组|联社|政协|人大常委会|署|馆)(?:机关)?(?:文件)?$"
)
_BODY_NAME = re.compile(r"[省市县区州旗镇乡国]|中共|共青团|委员会|党委|街道|大学|学院|公司|集团|协会|中心|法院|检察院")
_MARKING = re.compile(
    r"(?:绝密|机密|秘密|内部(?:资料|文件|刊物|材料)|(?:注意|妥善)保存|请勿(?:外传|翻印)|[（(]?(?:总\s?)?第\s?\d{1,4}\s?期[）)]?|特急|加急|特提|平急|急件|紧急)(?:\s?[★☆*].{0,12})?(?:[，,\s].{0,20})?$|"
    r"(?:签发人|会签人?)\s?[：:]|(?:密级|保密期限|份号|紧急程度)\s?[：:]|\d{6}$|[（(〔\[【]?[A-DＡ-Ｄ]\s?类?[）)〕\]】]$|[A-DＡ-Ｄ]类$"
)
_GREETING = re.compile(
    r"(?:各位|尊敬的|敬爱的|亲爱的)[^。；]{0,60}[：:，,！!]$|(?:同志们|朋友们|老师们|同学们|女士们|代表们|委员们)[^。；]{0,40}[：:，,！!]$|同志们$"
)
_BYLINE = re.compile(
    r"[（(【\[■□◎●◆]?\s?[\u4e00-\u9fff]{0,10}(?:记者|通讯员|作者|供稿|撰稿|撰文|图/|文/|文、图|摄影|主讲人|讲话人|发言人|报告人|主讲)"
    r"(?:[：:/\s丨|]|[\u4e00-\u9fff·]{2,4}(?:[\s、）)]|$))[^。！？]{0,60}$"
)
_POST = (
    r"(?:书记|市长|省长|县长|区长|镇长|乡长|州长|主任|局长|部长|厅长|主席|院长|"
    r"校长|处长|科长|所长|站长|队长|委员|常委|经理|董事长|秘书长|代表|会长|政委|干事|教授|主讲|支书|党员|教师|干部)"
)
_SPEAKER = re.compile(
    rf"[（(]?(?:[\u4e00-\u9fff（）()、“”]{{1,30}}{_POST}|[\u4e00-\u9fff]{{2,30}})[\s\u3000]{{1,8}}[\u4e00-\u9fff·]{{1,4}}(?:[\s\u3000]{{1,3}}[\u4e00-\u9fff])?[）)]?$"
)
_STRONG_SOURCE = re.compile(
    r"(?:信息来源|稿件来源|来源|稿源|发布(?:机构|单位|者|时间|日期)|发文(?:机关|机构|单位|日期|字号)|内容概述|(?:成文|生成|颁布|公布|实施|施行)日期|颁布单位|原标题|文\s?号|索\s?引\s?号|主题分类|公开类别|有效性|效力状态)\s?[：:丨]"
)
OFFICE_HOLDER = re.compile(
    r"(?:代)?(?:总理|国家主席|委员长|省长|市长|县长|区长|州长|主席|主任|书记|局长|部长)\s*[：:]?\s*([\u4e00-\u9fff·]{2,4}|[\u4e00-\u9fff]\s{1,3}[\u4e00-\u9fff])?"
)
_MEDIA_DATE = re.compile(
    rf"[\u4e00-\u9fffA-Za-z]{{2,20}}\s{{1,8}}{_ARABIC_DATE}|星期[一二三四五六日]|{_ARABIC_DATE}\s{{0,4}}星期[一二三四五六日]|"
    rf"原创\s.{{2,40}}|[\u4e00-\u9fffA-Za-z\s]{{0,30}}\s(?:19|20)\d{{2}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}\s\d{{1,2}}:\d{{2}}(?:\s[\u4e00-\u9fff]{{2,4}})?|"
    rf"[\u4e00-\u9fffA-Za-z]{{2,16}}\s{{1,8}}{_SHORT_DATE}|{_SHORT_DATE}\s{{0,8}}[\u4e00-\u9fffA-Za-z]{{0,16}}|{_ARABIC_DATE}\s\d{{1,2}}:\d{{2}}(?::\d{{2}})?\s{{0,8}}[\u4e00-\u9fffA-Za-z]{{0,16}}"
)
_WEAK_SOURCE = re.compile(
    r"(?:当前报纸名称|版面|版次|栏目|时间|日期|名\s?称|标\s?题|作者|发布人|主\s?题\s?词|体裁|关键词|责任部门|分\s?类|语种|信息分类)\s?[：:]"
)
_SHEET_CELL = re.compile(
    r"索引号|信息索引|统一编号|发布(?:机构|单位|日期|时间)|发文(?:机关|机构|单位|日期|字号)|公开(?:日期|时间|方式|范围|类别|主体)|(?:成文|生成|生效|废止)(?:日期|时间)|文号|文件编号|主题(?:词|分类)|信息(?:名称|分类|类别)|有效性|时效性|效力状态"
)
_ADOPTION = re.compile(
    r"[（(].{0,300}(?:通过|批准|公布|施行|修订|修正|发布|印发|决定)[^）)]{0,40}[）)]$|"
    rf"{DATE.pattern}[^。]{{0,80}}(?:通过|公布|批准|修订|修正)$"
)
_OCCASION = re.compile(rf"[（(]?\s?{DATE.pattern}\s?[，,]?\s?[\u4e00-\u9fff·\s]{{0,30}}[）)]?$")
_ANNEX = re.compile(rf"附\s?(?:件|表|录)\s?(?:[0-9{CHARACTERS}]{{1,3}})?\s?[：:]?$")
_TITLED_ANNEX = re.compile(rf"附(?:件|录)\s?[0-9{CHARACTERS}]{{1,3}}\s?[：:\s]\s?\S")
_ANNEX_LIST = re.compile(r"附(?:件)?\s?[：:]\s?\S")
_NOTE = re.compile(
    r"(?:会议|活动)?(?:时间|地点)\s?[：:]|(?:发布人|主讲人?|参会人|参与人)\s?[：:]|(?:出席|列席|缺席|请假|记录|主持|参会|参加|整理)(?:人员|单位|人)?\s?[：:]|"
    r"[（(](?:此件|联系人|联系电话|本通知|公开|主动公开|依申请公开|不予公开|联系|本文有删节|根据录音整理|完|下转|上接)[^）)]{0,80}[）)]$|"
    r"(?:联系人|联系电话|联系方式|公开方式|公开属性|信息公开选项|主题词|解读(?:机关|单位|人)|(?:通讯|通信|联系|办公)地址|(?:电子)?邮箱)\s?[：:]"
)
_COPIES = re.compile(r"(?:抄送|抄报|主送|分送|呈报|[报送发])\s?[：:]")
_PRINTED = re.compile(r"(?:19|20)\d{2}年\d{1,2}月\d{1,2}日\s?印\s?发$")
_CONTENTS = re.compile(r"目\s*[录次]$")
_CLOSING = re.compile(
    r"(?:谢谢(?:大家|各位)?|我的(?:讲话|发言|汇报)(?:完了|到此)|(?:特此|专此)(?:通知|通报|公告|通告|函[复告达]|报告|批复|致函)|"
    r"妥否，?请(?:批示|审示)|以上(?:报告|请示|意见|通知)[^。]{0,20})[^\n]{0,12}[。！!]?$"
)
_AUDIENCES = (
    "单位", "党组织", "机关", "部门", "党员", "干部", "职工", "群众", "市民", "居民", "村民", "企业", "人员", "团员", "青年",
    "教师", "家长",
)  # fmt: skip
_TERMINAL = "。；;：:，,、"


def is_title(line: str) -> bool:
    """Say whether `line` can be a title: one line of moderate length that ends no sentence and opens no item."""
    if not 2 <= len(line) <= 90 or line[-1] in _TERMINAL or "。" in line:
        return False
    label = find_label(line, 0, len(line))
    if label is not None and label.family in RANKS and label.family not in ("bare", "barecn"):
        return False
    return not is_number_line(line) and not DATE.fullmatch(line)


def is_organisation(line: str) -> bool:
    """Say whether `line` is the name of a body (or several) and nothing else."""
    line = strip_remark(line)
    if not 3 <= len(line) <= 60 or any(c in line for c in "。；：:，,！？《") or find_label(line, 0, len(line)):
        return False
    parts = [part for part in re.split(r"[\s、]+", line) if part]
    if "关于" in line or not parts:
        return False
    return all(ORGANISATION.search(part) for part in parts) and _BODY_NAME.search(line) is not None


def is_date(line: str) -> bool:
    """Say whether `line` is a date and nothing else."""
    return len(line) <= 24 and DATE.fullmatch(line.replace(" ", "").strip("（）()")) is not None


def is_number_line(line: str) -> bool:
    """Say whether `line` is a document number, perhaps with 文号： before or 签发人：… after it."""
    match = NUMBER.search(line) if len(line) <= 50 else None
    if match is None or "。" in line or "》" in line:
        return False
    rest = line[: match.start()] + line[match.end() :]
    rest = re.sub(rf"{DATE.pattern}\s?(?:印发|发布|公布)?$", "", rest)
    rest = re.sub(r"(?:签发人|会签人?)\s?[：:]\s?[\u4e00-\u9fff\s]{0,12}", "", rest)
    return len(rest.strip(" \u3000（）()：:文号")) <= 6


def ends_with_kind(line: str) -> bool:
    """Say whether a title ends with a kind of document (…的通知, …要点（试行）)."""
    return strip_remark(line).endswith(KIND_WORDS)


def strip_remark(title: str) -> str:
    """Return `title` without the remark in brackets at its end (（试行）, （2024—2026年）)."""
    return re.sub(r"\s?[（(][^（）()]{1,20}[）)]$", "", title)


def is_addressee(line: str) -> bool:
    """Say whether `line` addresses bodies (各区人民政府：) or an audience (同志们：)."""
    if is_greeting(line):
        return True
    if len(line) > 400 or line[-1] not in "：:" or any(c in line[:-1] for c in "。；;：:") or find_label(line, 0, 24):
        return False
    bare = re.sub(r"[（(][^（）()]{0,40}[）)]", "", line[:-1]).strip()
    return ORGANISATION.search(bare) is not None or bare.startswith("各") or bare.endswith(_AUDIENCES)


def is_greeting(line: str) -> bool:
    """Say whether `line` greets an audience."""
    return len(line) <= 80 and _GREETING.match(line) is not None


def is_marking(line: str) -> bool:
    """Say whether `line` marks secrecy, urgency, copy number or who signs."""
    return len(line) <= 60 and _MARKING.match(line) is not None


def is_byline(line: str) -> bool:
    """Say whether `line` names reporters, authors or speakers by their roles."""
    return len(line) <= 80 and line[-1] not in "：:" and _BYLINE.match(line) is not None


def is_speaker(line: str) -> bool:
    """Say whether `line`, below a title, is an office or post and a name (示例市委书记　李建国), or a date and a name."""
    if len(line) > 44 or find_label(line, 0, len(line)) is not None:
        return False
    return _SPEAKER.match(line) is not None or _OCCASION.match(line) is not None


def is_source(line: str) -> bool:
    """Say whether `line` belongs to the data sheet of a web page: 来源：, 发布时间：, 索引号：."""
    if len(line) > 160:
        return False
    line = line.lstrip("（([【•·●-— ")
    if _WEAK_SOURCE.match(line) is not None and _STRONG_SOURCE.search(line) is not None:
        return True
    return _STRONG_SOURCE.match(line) is not None or (
        DATE.match(line) is not None and _STRONG_SOURCE.search(line) is not None
    )


def is_media_date(line: str) -> bool:
    """Say whether `line`, in the head of a page, is a date with or without the name of a paper (福建日报 2020-07-17)."""
    return len(line) <= 44 and _MEDIA_DATE.fullmatch(line) is not None


def is_office_holder(line: str) -> bool:
    """Say whether `line` is an office with or without its holder's name, as under a decree (市长 张三)."""
    return len(line) <= 14 and OFFICE_HOLDER.fullmatch(line) is not None


def is_dated_sign_off(line: str) -> bool:
    """Say whether `line` is a body and a date: a sign-off on one line."""
    if len(line) > 80:
        return False
    body, _, date = line.replace("\u3000", " ").rpartition(" ")
    return bool(body) and is_date(date) and is_organisation(body.strip())


def is_sheet_row(line: str) -> bool:
    """Say whether a table row belongs to the data sheet of a web page: 索引号 | … | 发布机构 | …."""
    cells = [re.sub(r"[\s：:]", "", cell) for cell in line.split(" | ")]
    return len(line) <= 300 and any(_SHEET_CELL.fullmatch(cell) for cell in cells[::2])


def is_weak_source(line: str) -> bool:
    """Say whether `line` has a label that counts as a data sheet's only beside another."""
    return len(line) <= 120 and _WEAK_SOURCE.match(line.lstrip("•·●-— ")) is not None


def is_adoption(line: str) -> bool:
    """Say whether `line` says when and by whom a rule was adopted."""
    return len(line) <= 400 and _ADOPTION.match(line) is not None


def is_annex(line: str) -> bool:
    """Say whether `line` opens an annex: 附件, 附件1, 附件2：重点任务分工表."""
    return len(line) <= 60 and (_ANNEX.match(line) is not None or _TITLED_ANNEX.match(line) is not None)


def is_annex_list(line: str) -> bool:
    """Say whether `line` opens the list of annexes below a notice: 附件：1.…"""
    return _ANNEX_LIST.match(line) is not None


def is_note(line: str) -> bool:
    """Say whether `line` is a note of the frame: attendance, contact, publication remark."""
    return len(line) <= 200 and line[-1] not in "：:" and _NOTE.match(line) is not None


def is_copies(line: str) -> bool:
    """Say whether `line` names who gets copies."""
    return _COPIES.match(line) is not None


def is_printed(line: str) -> bool:
    """Say whether `line` says who printed the document when."""
    return len(line) <= 80 and _PRINTED.search(line) is not None


def is_contents(line: str) -> bool:
    """Say whether `line` is the heading of a table of contents."""
    return len(line) <= 12 and _CONTENTS.match(line) is not None


def is_closing(line: str) -> bool:
    """Say whether `line` is a closing formula: 谢谢大家。, 特此通知。"""
    return len(line) <= 36 and _CLOSING.match(line) is not None
