"""Writes the documents of ``tests/data/formats``: ``python -m tests.corpus.format_files``. All are fictitious, of 示例市.

Every format has a document of another structure. The files are in the repository, so that everybody reads the same
bytes; run this again only to change them, and read the golden files beside them afterwards.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from corpus.cleaning.characters import width
from tests.conftest import ROOT
from tests.corpus.samples import FONT, draw_page, make_numbered_docx, make_ofd, make_pdf_table, make_scan

FOLDER = ROOT / "tests" / "data" / "formats"

ANSWER = """<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>答复函（样例）</title></head><body>
<table><tr><td>索 引 号</td><td>00612345-7/2025-00118</td><td>主题分类</td><td>教育</td></tr>
<tr><td>发布机构</td><td>示例市教育局</td><td>成文日期</td><td>2025年06月12日</td></tr>
<tr><td>名 称</td><td colspan="3">示例市教育局关于第0088号建议答复的函</td></tr>
<tr><td>文 号</td><td>示教函〔2025〕41号</td><td>主题词</td><td></td></tr></table>
<div><p align="center"><b>示例市教育局</b></p><p align="center"><b>关于市人大七届五次会议第0088号建议</b></p>
<p align="center"><b>答复的函</b></p><p align="right">〔A类〕</p>
<p>尊敬的周晓岚代表：</p>
<p>　　您提出的关于增加普通高中学位的建议收悉。经商市财政局，现答复如下：</p>
<p>　　<b>一、工作进展</b></p>
<p>　　2023年以来，全市新建、改扩建普通高中4所，新增学位5400个。</p>
<p>　　<b>二、下一步打算</b></p>
<p>　　一是加快建设。年内再开工2所。二是充实师资。今年公开招聘高中教师126名。</p>
<p>　　感谢您对我市教育工作的关心！</p>
<p align="right">示例市教育局</p><p align="right">2025年6月12日</p>
<p>　　（联系人：罗敏；联系电话：0000-1112223）</p></div>
<div><a>【打印】</a> <a>【关闭】</a></div><div>示公网安备 44999902000003号</div></body></html>"""

NEWS = """<html><head><meta charset="utf-8"><title>新闻（样例）</title><script>var a=1</script></head><body>
<div><a>登录</a> <a>注册</a></div>
<ul><li><a>首页</a></li><li><a>要闻</a></li><li><a>通知公告</a></li><li><a>组织建设</a></li></ul>
<div>您的位置：<a>首页</a> &gt; <a>要闻</a> &gt; 正文</div>
<h1>示例市机关开展“走流程、解难题”活动</h1>
<div><span>来源：示例日报</span><span>作者：方怡</span><span>时间：2025-05-20 16:30</span><span>浏览：<em>318</em>次</span></div>
<div>分享到： <a>微信</a><a>微博</a></div>
<p>　　本报讯（记者 方怡）5月19日，示例市机关“走流程、解难题”活动在市政务服务中心启动。56个部门的负责同志将以办事人身份走完212个事项的全流程。</p>
<p>　　<strong>先走一遍，看堵在哪里</strong></p>
<p>　　首批走流程的18名局长查出堵点47个，其中材料重复提交的有19个。</p>
<p>　　<strong>再改一轮，看快了多少</strong></p>
<p>　　市市场监管局把开办药店的申请材料由14份减到6份，办理时限由20个工作日压缩到7个工作日。</p>
<p>　　市直机关工委负责人表示，活动将持续到12月底。</p>
<div>责任编辑：许琴　　审核：罗伟</div><div><a>打印本页</a> <a>关闭窗口</a></div>
<div><h3>相关文章</h3><ul><li><a>示例市举办机关读书会</a></li><li><a>示例市表彰优秀窗口</a></li><li><a>示例市机关运动会开幕</a></li></ul></div>
<div><p>主办：示例市融媒体中心</p><p>地址：示例市人民路9号　邮编：000000</p><p>示ICP备12345678号-2</p></div></body></html>"""

PLAN = """# 示例市 2026 年机关党员教育培训计划（样例）

示组通〔2026〕5 号　2026 年 1 月 15 日印发

各市直单位党委（党组）：

## 一、培训目标

全年培训机关党员 **不少于 3200 人次**，其中党支部书记 410 人次。

## 二、重点班次

| 班次 | 时间 | 人数 | 承办单位 |
|---|---|---:|---|
| 党支部书记示范班 | 4月 | 90 | 市委党校 |
| 发展对象培训班 | 6月、11月 | 240 | 市直机关工委 |

### （一）集中培训

1. 举办读书班 3 期。
2. 举办专题研讨 6 次。

### （二）网络培训

- 在“示例先锋”平台开设专栏
- 每名党员全年不少于 24 学时

## 三、工作要求

各单位每季度末报送培训情况，联系人：**田野**，电话 0000-2223334。
"""

REPORT = (
    "今年以来，全市各级机关党组织持续整治形式主义突出问题，共查处违规发文、多头督查等问题132起，处理86人。"
    "为严明纪律，现将2起典型问题通报如下：",
    "1.示例市某局办公室以“提示函”名义变相发文问题。2025年1月至4月，该办公室先后向下属单位发出提示函23份，"
    "其中19份要求报送台账。2025年5月，有关责任人受到批评教育。",
    "2.示例市南岭镇重复填报表格问题。该镇要求各村每周填报同一内容的表格4张，全年共计9880份。2025年6月，该问题已整改到位。",
    "上述问题反映出少数单位纪律意识不强。各级机关党组织要引以为戒：一要压实责任，主要负责同志亲自抓；"
    "二要举一反三，9月底前完成自查；三要建立清单，清单之外不得向基层要表格。对顶风违纪的从严查处。",
)

SCAN_PAGES = [
    "示例市人民政府办公室\n关于做好高温天气值班工作的通知\n\n示府办函〔2025〕33号\n\n各区人民政府，市政府各部门：\n"
    "近期我市持续高温，现就值班工作通知如下：\n一、严格值班制度。各单位实行24小时值班。",
    "二、及时报告情况。突发事件30分钟内报告。\n三、加强应急准备。储备抽水泵120台。\n\n示例市人民政府办公室\n2025年7月8日",
]
PHOTO = "示例市图书馆暂停开放公告\n\n因设备检修，市图书馆定于2025年11月3日至7日\n暂停开放，11月8日恢复。\n\n示例市图书馆\n2025年10月27日"
OFD_PAGES = [
    "示例市财政局文件\n示财行〔2025〕19号\n关于规范会议费管理的通知\n市直各单位：\n现就规范会议费管理有关事项通知如下：\n"
    "一、严格会议审批\n会期一般不超过1天，参会人数不超过150人。",
    "二、严格开支标准\n每人每天不超过450元。\n三、严格公开制度\n每年3月底前公开上年度会议费。\n示例市财政局\n2025年3月14日",
]
ROWS = [
    ("单位", "党支部", "党员数"),
    ("示例市一局", "3个", "51人"),
    ("示例市二局", "5个", "86人"),
    ("示例市三局", "2个", "27人"),
]
GB18030 = """示例市自然资源局公告

示自然资公〔2025〕7号

根据《示例市矿山生态修复办法》，现将2025年矿山修复验收结果公告如下：

一、通过验收的矿山6处，修复面积482亩。
二、限期整改的矿山1处，整改期限至2025年12月31日。

特此公告。

示例市自然资源局
2025年9月30日
"""
UTF16 = """关于开展“无纸化办公”行动的倡议书

全市机关干部职工：

为节约资源、提高效率，市直机关工委发出如下倡议：

带头线上办文。能在网上流转的文件不再印发纸质件，全年用纸量减少三成以上。

带头线上办会。能开视频会的不开现场会，会议材料提前2天在线推送。

带头线上办事。审批事项一律网上受理，办理进度随时可查。

中共示例市委市直机关工委
2025年4月2日
"""
BOM = """关于2025年度市直机关先进党支部拟表彰名单的公示
来源：市直机关工委      发布时间：2025-06-18 09:10      点击数： 640
    根据《关于评选市直机关先进党支部的通知》（示直工〔2025〕12号）要求，经推荐、审核，现将拟表彰名单予以公示。
    公示时间：2025年6月18日至6月24日（5个工作日）。
    联系电话：0000-3334445
    附件：2025年度市直机关先进党支部拟表彰名单.docx
    中共示例市委市直机关工委
    2025年6月18日
2025年度市直机关先进党支部拟表彰名单
    1.市发展改革局第二党支部
    2.市公安局第一党支部
    3.市水务局第三党支部
上一篇：关于举办党务干部培训班的通知
下一篇：2025年度“光荣在党50年”纪念章颁发情况
分享到：微信 微博
版权所有：中共示例市委市直机关工委
"""


def write_all(folder: Path) -> None:
    """Write every document into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    _write_styled(folder / "样例-规程-样式.docx")
    make_numbered_docx(
        folder / "样例-方案-自动编号.docx",
        [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")],
        [
            *(
                (-1, text)
                for text in ("示例市水务局", "关于印发《示例市节水行动方案》的通知", "示水〔2025〕16号", "各区水务局：")
            ),
            (-1, "现将《示例市节水行动方案》印发给你们，请认真组织实施。"),
            *((-1, text) for text in ("示例市水务局", "2025年3月22日", "示例市节水行动方案")),
            (-1, "为建设节水型城市，制定本方案。"),
            (0, "总体目标"),
            (-1, "到2027年，全市万元产值用水量比2024年下降12%。"),
            (0, "重点任务"),
            (1, "抓好工业节水"),
            (2, "改造老旧设备。年内完成38家企业改造。"),
            (2, "推广循环用水。重复利用率达到91%。"),
            (1, "抓好生活节水"),
            (-1, "更换老旧管网64公里，漏损率控制在9%以内。"),
            (0, "保障措施"),
            (-1, "市财政安排专项资金2300万元。"),
        ],
    )
    (folder / "样例-答复函-信息表.html").write_bytes(ANSWER.encode("gb18030"))
    (folder / "样例-新闻-分享栏.html").write_text(NEWS, encoding="utf-8")
    (folder / "样例-计划.md").write_text(PLAN, encoding="utf-8")
    _write_wrapped_pdf(folder / "样例-通报-换页.pdf")
    make_pdf_table(
        folder / "样例-统计表.pdf",
        "示例市机关党组织情况通报\n截至2025年6月底，三个局的党组织情况如下：",
        ROWS,
        "各单位要按期换届，每年核对一次党员名册。\n示例市直属机关工作委员会\n2025年7月1日",
    )
    make_scan(folder / "样例-通知-扫描.pdf", SCAN_PAGES)
    draw_page(PHOTO).save(folder / "样例-公告-图片.png", optimize=True)
    make_ofd(folder / "样例-通知.ofd", [page.split("\n") for page in OFD_PAGES])
    (folder / "样例-公告-GB18030.txt").write_bytes(GB18030.encode("gb18030"))
    (folder / "样例-倡议书-UTF16.txt").write_bytes(UTF16.encode("utf-16"))
    (folder / "样例-公示-BOM.txt").write_bytes(BOM.encode("utf-8-sig"))


def _write_styled(path: Path) -> None:
    """Write a docx with title, headings, numbered and bulleted lists, a table, a header and page numbers."""
    import docx

    document: Any = docx.Document()
    document.sections[0].header.paragraphs[0].text = "示例市机关内部资料（样例）"
    document.sections[0].footer.paragraphs[0].text = "第 1 页"
    document.add_paragraph("示例市机关党支部工作规程", style="Title")
    document.add_paragraph("示例市直属机关工作委员会课题组", style="Subtitle")
    document.add_heading("总体要求", level=1)
    document.add_paragraph("示例市各级机关党支部应当履行直接教育、管理、监督党员的职责。")
    document.add_heading("组织生活", level=1)
    document.add_heading("支部党员大会", level=2)
    document.add_paragraph("每季度召开1次，由支部书记主持。")
    document.add_heading("主题党日", level=2)
    for text in ("集中学习", "交流讨论", "缴纳党费"):
        document.add_paragraph(text, style="List Number")
    document.add_heading("工作台账", level=1)
    rows = [("台账", "责任人", "期限"), ("会议记录", "组织委员", "会后3日"), ("党费收缴", "组织委员", "每月5日")]
    table = document.add_table(rows=3, cols=3)
    for at, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.cell(at, column).text = text
    document.add_heading("监督检查", level=1)
    for text in ("每季度抽查一次", "每半年通报一次", "结果纳入年度考核"):
        document.add_paragraph(text, style="List Bullet")
    document.save(str(path))


def _write_wrapped_pdf(path: Path) -> None:
    """Write a PDF set as offices set theirs: 52 columns a line, first lines indented, page numbers in dashes."""
    from fpdf import FPDF

    lines: list[tuple[float, str]] = []
    for paragraph in REPORT:
        line = ""
        for character in paragraph:
            first = not lines or lines[-1][1].endswith("\n")
            if width(line + character) > (48 if first else 52):
                lines.append((2 if first else 0, line))
                line = ""
            line += character
        lines.append((0, line + "\n"))
    pdf = FPDF(format="A4")
    pdf.add_font("noto", fname=str(FONT))
    em = 16 * 25.4 / 72
    head = [
        (3, "中共示例市直属机关纪律检查工作委员会文件"),
        (8, "示直纪〔2025〕9号"),
        (4, "关于2起形式主义典型问题的通报"),
    ]
    body: list[tuple[float, str]] = [*head, (0, "各市直单位机关纪委："), *lines]
    body += [(11, "中共示例市直属机关纪律检查工作委员会"), (15, "2025年8月4日")]
    for start in range(0, len(body), 16):
        pdf.add_page()
        pdf.set_font("noto", size=16)
        for row, (indent, text) in enumerate(body[start : start + 16]):
            pdf.text(25 + indent * em, 40 + row * 10, text.strip())
        pdf.set_font("noto", size=10)
        pdf.text(100, 275, f"— {start // 16 + 1} —")
    pdf.output(str(path))


if __name__ == "__main__":
    write_all(FOLDER)
