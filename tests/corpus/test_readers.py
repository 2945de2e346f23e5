from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import UnreadableFile
from corpus.raw import RawDocument
from corpus.readers.html import read_html
from corpus.readers.markdown import read_markdown
from corpus.readers.read import Scanned, read_file
from corpus.readers.sniffing import Media, sniff, sniff_text
from corpus.readers.word_numbering import format_number
from tests.conftest import ROOT
from tests.corpus.samples import (
    NOTICE,
    draw_page,
    make_docx,
    make_numbered_docx,
    make_ofd,
    make_pdf,
    make_pdf_table,
    make_raw_docx,
    make_scan,
)

FORMATS = ROOT / "tests" / "data" / "formats"


def read(path: Path) -> RawDocument:
    found = read_file(path, name=path.name)
    assert isinstance(found, RawDocument)
    return found


def headings(raw: RawDocument) -> list[tuple[int, str]]:
    return [(hint.level, hint.span.of(raw.text)) for hint in raw.headings]


def test_docx_gives_headings_lists_tables_and_margins_in_body_order(tmp_path: Path) -> None:
    raw = read(make_docx(tmp_path / "a.docx"))
    assert raw.text.splitlines() == [
        "示例市机关内部资料（样例）",
        "示例市机关党建工作规程（样例）",
        "总体要求",
        "示例市各级机关党组织应当履行主体责任。",
        "组织建设",
        "1. 建立党员档案",
        "2. 按期换届选举",
        "• 联系服务群众",
        "单位 | 党支部 | 党员数",
        "示例市一局 | 第一支部 | 21人",
        "示例市一局 | 第二支部 | 18人",
        "",
        "公开的话。",
        "监督检查",
        "示例市纪检机构每季度抽查一次。",
    ]
    assert headings(raw) == [(1, "总体要求"), (2, "组织建设"), (1, "监督检查")]
    assert [span.of(raw.text) for span in raw.tables] == raw.text.splitlines()[8:11]
    assert [span.of(raw.text) for span in raw.furniture] == ["示例市机关内部资料（样例）"]


def test_docx_numbers_that_word_only_displays_are_written_out(tmp_path: Path) -> None:
    formats = [("chineseCountingThousand", "第%1章"), ("decimal", "%1.%2"), ("decimalEnclosedCircle", "%3")]
    paragraphs = [
        (0, "总则"),
        (1, "目的"),
        (2, "其一"),
        (2, "其二"),
        (1, "依据"),
        (0, "分则"),
        (1, "职责"),
        (2, "其三"),
    ]
    raw = read(make_numbered_docx(tmp_path / "a.docx", formats, paragraphs))
    assert raw.text.splitlines() == [
        *("第一章 总则", "1.1 目的", "① 其一", "② 其二", "1.2 依据", "第二章 分则", "2.1 职责", "① 其三"),
    ]


def line(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{line(text)}</w:tc>"


def test_docx_shows_what_a_reader_sees(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{line('示例市文件（样例）')}</w:txbxContent>"
    body = (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
        + line("总则1", '<w:pStyle w:val="T1"/>')
        + line("总则", '<w:pStyle w:val="Own"/>')
        + "<w:p><w:r><w:t>现</w:t></w:r><w:ins><w:r><w:t>新增</w:t></w:r></w:ins><w:del><w:r><w:delText>删去</w:delText>"
        "</w:r></w:del><w:r><w:instrText>PAGE</w:instrText><w:t>文</w:t><w:br/><w:t>换行</w:t><w:tab/><w:t>后</w:t></w:r></w:p>"
        + f"<w:sdt><w:sdtContent>{line('控件里的话')}</w:sdtContent></w:sdt>"
        + "<w:tbl><w:tr>" + cell("甲") + cell("乙") + cell("丙") + "</w:tr><w:tr>"
        + cell("合并", '<w:gridSpan w:val="2"/>') + cell("丁", '<w:vMerge w:val="restart"/>') + "</w:tr><w:tr>"
        + cell("一") + cell("二") + cell("", "<w:vMerge/>") + "</w:tr></w:tbl>"
        + f"<w:tbl><w:tr><w:tc>{line('版式格里的第一段')}{line('第二段')}</w:tc></w:tr></w:tbl>"
    )  # fmt: skip
    styles = (
        '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="自己的"/><w:basedOn w:val="H2"/></w:style>'
    )
    notes = f'<w:footnote w:type="separator">{line("分隔")}</w:footnote><w:footnote>{line("脚注（样例）")}</w:footnote>'
    raw = read(make_raw_docx(tmp_path / "a.docx", body, styles=styles, footnotes=notes))
    assert [text for text in raw.text.splitlines() if text] == [
        "示例市文件（样例）",
        "总则1",
        "总则",
        "现新增文",
        "换行\t后",
        "控件里的话",
        "甲 | 乙 | 丙",
        "合并 | 丁",
        "一 | 二 | 丁",
        "版式格里的第一段",
        "第二段",
        "［注1］脚注（样例）",
    ]
    assert headings(raw) == [(2, "总则")]
    assert [span.of(raw.text) for span in raw.furniture] == ["总则1"]


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCounting", "十"),
        (11, "chineseCounting", "十一"),
        (20, "chineseCounting", "二十"),
        (101, "chineseCountingThousand", "一百零一"),
        (110, "chineseCountingThousand", "一百一十"),
        (2026, "ideographDigital", "二〇二六"),
        (13, "chineseLegalSimplified", "拾叁"),
        (20, "decimalEnclosedCircleChinese", "⑳"),
        (4, "upperRoman", "IV"),
        (1990, "lowerRoman", "mcmxc"),
        (28, "lowerLetter", "bb"),
        (7, "decimalZero", "07"),
        (7, "unheardOf", "7"),
    ],
)
def test_number_formats(value: int, style: str, text: str) -> None:
    assert format_number(value, style) == text


def test_pdf_keeps_the_text_of_each_page(tmp_path: Path) -> None:
    raw = read(make_pdf(tmp_path / "a.pdf", [NOTICE, "第二页的话（样例），示例市。"]))
    first, second = (span.of(raw.text) for span in raw.pages)
    assert "培训党员干部860人" in first and "第二页的话" in second
    assert raw.media == "application/pdf"


def test_pdf_table_is_read_row_by_row_between_what_surrounds_it(tmp_path: Path) -> None:
    rows = [("单位", "党支部", "党员数"), ("示例市一局", "3个", "21人"), ("示例市二局", "很长的支部名称" * 4, "18人")]
    raw = read(make_pdf_table(tmp_path / "t.pdf", "示例市党员统计（样例）\n表前的话。", rows, "表后的话。"))
    lines = [line for line in raw.text.splitlines() if line]
    assert lines == ["示例市党员统计（样例）", "表前的话。", *(" | ".join(row) for row in rows), "表后的话。"]
    assert [span.of(raw.text) for span in raw.tables] == lines[2:5]


def test_pdf_whose_font_gives_wrong_characters_is_to_be_recognised(tmp_path: Path) -> None:
    garbled = "".join(chr(0x7300 + 37 * number % 0x900) for number in range(120))
    assert read_file(make_pdf(tmp_path / "g.pdf", [garbled]), name="g.pdf") == Scanned(1)


def test_pdf_whose_pages_are_pictures_is_to_be_recognised(tmp_path: Path) -> None:
    assert read_file(make_scan(tmp_path / "s.pdf", ["甲", "乙"]), name="s.pdf") == Scanned(2)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP", "WEBP"])
def test_pictures_are_to_be_recognised(kind: str, tmp_path: Path) -> None:
    draw_page("样例", size=(300, 200)).save(tmp_path / "page", format=kind)
    assert read_file(tmp_path / "page", name="page.txt") == Scanned(1)


def test_picture_of_several_pages_has_them_all(tmp_path: Path) -> None:
    first, *others = (draw_page(text, size=(300, 200)) for text in "甲乙丙")
    first.save(tmp_path / "pages.tif", save_all=True, append_images=others)
    assert read_file(tmp_path / "pages.tif", name="pages.tif") == Scanned(3)


def test_ofd_is_read_in_reading_order_by_page(tmp_path: Path) -> None:
    raw = read(make_ofd(tmp_path / "a.ofd", [["示例市通知（样例）", "一、总体要求"], ["第二页样例"]]))
    assert raw.text == "示例市通知（样例）\n一、总体要求\n第二页样例\n"
    assert [span.of(raw.text) for span in raw.pages] == ["示例市通知（样例）\n一、总体要求\n", "第二页样例\n"]


def test_ofd_of_pictures_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="图像"):
        read(make_ofd(tmp_path / "a.ofd", [[]]))


PAGE = """<!DOCTYPE html><html><head><title>标题不读</title><style>p{}</style></head><body>
<nav><a href="/">首页</a><a href="/x">要闻</a></nav>
<article><h1>示例市公告（样例）</h1>
<p>第一段
分成两行，<b>加粗</b>的字。<br>换行之后。</p>
<h2>一、安排</h2>
<ol start="3"><li>第三件</li><li>第四件<ul><li>小点</li></ul></li></ol>
<table><tr><th>单位</th><th>人数</th></tr><tr><td>示例市<br>一局</td><td>21 | 人</td></tr></table>
<p style="display: none">看不见</p><p hidden>也看不见</p>
</article><aside>相关推荐</aside><footer>版权样例</footer><script>x</script></body></html>"""


def test_html_gives_text_headings_rows_and_marks_furniture() -> None:
    raw = read_html(PAGE)
    assert raw.text.splitlines() == [
        "首页要闻",
        "示例市公告（样例）",
        "第一段 分成两行，加粗的字。",
        "换行之后。",
        "一、安排",
        "3. 第三件",
        "4. 第四件",
        "• 小点",
        "单位 | 人数",
        "示例市一局 | 21 ｜ 人",
        "",
        "相关推荐",
        "版权样例",
    ]
    assert headings(raw) == [(1, "示例市公告（样例）"), (2, "一、安排")]
    assert [span.of(raw.text) for span in raw.furniture] == ["首页要闻", "相关推荐", "版权样例"]
    assert [span.of(raw.text) for span in raw.tables] == ["单位 | 人数", "示例市一局 | 21 ｜ 人"]


def test_html_that_lays_out_with_tables_is_read_as_paragraphs() -> None:
    raw = read_html("<table><tr><td><p>示例市第一段（样例）</p></td></tr><tr><td>第二段</td></tr></table>")
    assert raw.text.splitlines() == ["示例市第一段（样例）", "第二段"]
    assert raw.tables == ()


def test_markdown_gives_words_without_marks() -> None:
    raw = read_markdown(
        "# 示例市学习（样例）\n\n开头 **加粗** 与[链接](http://x.example)。\n\n## 安排\n\n3. 第三\n4. 第四\n"
        "   - 小点\n\n"
        "| 单位 | 人数 |\n|---|---|\n| 一局 | 21 |\n\n> 引文\n\n```\n代码\n```\n"
    )
    assert [line for line in raw.text.splitlines() if line] == [
        *("示例市学习（样例）", "开头 加粗 与链接。", "安排", "3. 第三", "4. 第四", "• 小点"),
        *("单位 | 人数", "一局 | 21", "引文", "代码"),
    ]
    assert headings(raw) == [(1, "示例市学习（样例）"), (2, "安排")]
    assert [span.of(raw.text) for span in raw.tables] == ["单位 | 人数", "一局 | 21"]


@pytest.mark.parametrize(
    ("head", "media"),
    [
        (b"", Media.EMPTY),
        (b"\n%PDF-1.4", Media.PDF),
        (b"PK\x03\x04rest", Media.ZIP),
        (b"BM is how a text begins", Media.TEXT),
        (b"MZ is how a text begins", Media.TEXT),
        ("一、普通文字".encode(), Media.TEXT),
    ],
)
def test_kind_is_told_by_the_first_bytes(head: bytes, media: Media) -> None:
    assert sniff(head) is media


@pytest.mark.parametrize(
    ("text", "name", "media"),
    [
        ("<!doctype html><p>样例", "a.txt", Media.HTML),
        ("<div><p>样例</p><p>二</p></div>", "a.txt", Media.HTML),
        ("# 一\n\n正文\n\n## 二\n", "a.txt", Media.MARKDOWN),
        ("没有标记的样例", "a.md", Media.MARKDOWN),
        ("一、样例 <重点> 二、a<b", "a.html", Media.TEXT),
        ("#1 楼\n#2 楼", "a.txt", Media.TEXT),
    ],
)
def test_kinds_of_text_are_told_by_what_they_hold(text: str, name: str, media: Media) -> None:
    assert sniff_text(text, name) is media


def test_pdf_lines_keep_their_indents_so_that_paragraphs_end_where_they_end() -> None:
    raw = read(FORMATS / "样例-通报-换页.pdf")
    lines = raw.text.splitlines()
    assert [line for line in lines if line.startswith("    ") and line.strip()[:2] in ("今年", "1.", "2.", "上述")]
    assert "问题，共查处违规发文、多头督查等问题132起，处理86人" in lines


def test_html_cell_that_spans_rows_stands_in_each_of_them() -> None:
    page = "<table><tr><th>项目</th><th>内容</th><th>分值</th></tr><tr><td rowspan='2'>政治</td><td>学习</td><td>10</td></tr>"
    raw = read_html(f"{page}<tr><td>责任</td><td>15</td></tr><tr><td>组织</td><td>换届</td><td>25</td></tr></table>")
    assert raw.text.splitlines()[1:4] == ["政治 | 学习 | 10", "政治 | 责任 | 15", "组织 | 换届 | 25"]


def test_html_labels_of_a_data_line_stand_apart_and_the_words_of_a_sentence_do_not() -> None:
    raw = read_html(
        "<p><span>来源：示例日报</span><span>时间：2025-05-20</span></p><p><span>机关</span><span>党建</span></p>"
    )
    assert raw.text.splitlines() == ["来源：示例日报 时间：2025-05-20", "机关党建"]


def test_html_header_that_holds_the_navigation_is_furniture() -> None:
    raw = read_html(
        "<header><p>示例市网</p><nav>首页</nav></header><header><h1>公告（样例）</h1></header><p>正文。</p>"
    )
    assert [span.of(raw.text) for span in raw.furniture] == ["示例市网", "首页"]
