"""Documents and answers written by hand for the presenters' tests; their place is the fictitious 示例市."""

from __future__ import annotations

from dataclasses import replace

from assistant.model import Answer, AnswerScope, Citation
from corpus.model import Card, CardField, Document, OffsetMap, Section, Span

TEXT = "\n".join(
    (
        "示例市机关事务局",
        "",
        "一、加强学习",
        "",
        "1. 每月集中学习。全年不少于12次，参加人员<全体>党员。",
        "",
        "2. 撰写笔记。每人每季度一篇。",
        "",
        "二、改进作风",
        "",
        "下基层调研，听取意见。",
        "",
        "示例网 ICP备00000000号 点击<script>领取</script>优惠",
    )
)


def section(index: int, parent: int | None, level: int, label: str, title: str, end: str, *, run_in: bool) -> Section:
    start = TEXT.index(label + title if not run_in else f"{label} {title}")
    heading = Span(start, start + len(label) + len(title) + (2 if run_in else 0))
    words = TEXT.index(title, start)
    return Section(
        index=index,
        parent=parent,
        level=level,
        kind="item" if run_in else "part",
        label=label,
        number=index,
        heading=heading,
        title=Span(words, words + len(title)),
        span=Span(start, TEXT.index(end, start) + len(end)),
        run_in=run_in,
    )


CARD = Card(
    titles=(CardField("示例市机关2025年学习要点"),),
    number=CardField("示机〔2025〕1号"),
    issuer=CardField("示例市机关事务局"),
    issued=CardField("2025-03-07"),
    place=CardField("示例市", origin="catalogue"),
)

DOCUMENT = Document(
    id="d1",
    name="要点.txt",
    source="upload",
    raw_sha256="0" * 64,
    text=TEXT,
    text_sha256="0" * 64,
    offsets=OffsetMap(((0, 0, len(TEXT)),)),
    furniture=(Span(TEXT.index("示例网"), len(TEXT)),),
    card=CARD,
    sections=(
        section(0, None, 1, "一、", "加强学习", "每季度一篇。", run_in=False),
        section(1, 0, 2, "1.", "每月集中学习", "党员。", run_in=True),
        section(2, 0, 2, "2.", "撰写笔记", "每季度一篇。", run_in=True),
        section(3, None, 1, "二、", "改进作风", "听取意见。", run_in=False),
    ),
    passages=(),
)

MASKED = replace(
    DOCUMENT, id="d2", card=Card(titles=(CardField("在全市会议上的讲话"),), place=CardField("示例市"), masked=True)
)


def citation(
    quote: str, *, n: int = 1, document: Document = DOCUMENT, path: tuple[str, ...] = ("一、加强学习",)
) -> Citation:
    start = document.text.index(quote)
    end = start + len(quote)
    card = document.card
    return Citation(
        n=n,
        document=document.id,
        title=document.display_title,
        place=None if card.masked else "示例市",
        masked=card.masked,
        date=card.date.value if card.date else None,
        date_kind=card.date_kind,
        path=path,
        quote=quote,
        start=start,
        end=end,
        raw_start=start,
        raw_end=end,
        page=None,
        furniture=document.is_furniture(Span(start, end)),
    )


ANSWER = Answer(
    question="示例市每年学习几次？",
    status="answered",
    kind="fact",
    answer="全年不少于**12次** [1]。",
    short="12次",
    scope=AnswerScope(places=("示例市",), years=(2025,), documents=("d1",)),
    citations=(citation("全年不少于12次"),),
    suggestions=("第二部分讲什么？",),
)

NOT_FOUND = Answer(
    question="示例市有多少党员？",
    status="not_found",
    kind="fact",
    answer="资料没有提到党员总数。",
    nearest=(citation("每人每季度一篇"),),
)


def find_document(document: str) -> Document | None:
    return {"d1": DOCUMENT, "d2": MASKED}.get(document)
