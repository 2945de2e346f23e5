"""A small document, and cases and answers over it, made the way the product makes them."""

from __future__ import annotations

from typing import Any

from assistant.model import Answer, Citation
from corpus.model import Card, CardField, Document, OffsetMap, Passage, Section, Span
from eval.cases import Case, parse_case
from eval.evidence import Located, locate_evidence

TEXT = """甲市机关党建要点

一、政务服务
全市实现735项政务服务跨城通办，服务群众12万人次。建成先锋驿站48个。

二、支部建设
全市共有党支部1260个，其中示范支部96个。组织培训班30期。
"""


def document(*, name: str = "jia-2025", place: str = "甲市", text: str = TEXT, masked: bool = False) -> Document:
    first, second = text.index("一、"), text.index("二、")
    sections = (
        Section(0, None, 1, "part", "一、", 1, Span(first, first + 6), Span(first + 2, first + 6), Span(first, second)),
        Section(
            1,
            None,
            1,
            "part",
            "二、",
            2,
            Span(second, second + 6),
            Span(second + 2, second + 6),
            Span(second, len(text)),
        ),
    )
    return Document(
        id=name,
        name=f"{name}.txt",
        source=name,
        raw_sha256="0",
        text=text,
        text_sha256="0",
        offsets=OffsetMap(((0, 0, len(text)),)),
        furniture=(),
        card=Card(place=None if masked else CardField(place), masked=masked),
        sections=sections,
        passages=(Passage(f"{name}-0", name, Span(0, len(text)), text, "content", None),),
    )


def cite(source: Document, quote: str, *, n: int = 1) -> Citation:
    start = source.text.index(quote)
    end = start + len(quote)
    place = source.card.place.value if source.card.place else None
    return Citation(
        n,
        source.id,
        source.name,
        place,
        source.card.masked,
        "2025",
        "issued",
        (),
        quote,
        start,
        end,
        start,
        end,
        None,
        False,
    )


def case(**fields: Any) -> Case:
    """Return a number case about 735, with fields replaced."""
    record: dict[str, Any] = {
        "id": "jia-001",
        "part": "dev",
        "type": "number",
        "language": "zh",
        "question": "跨城通办实现了多少项政务服务？",
        "expect": {"status": ["answered"], "short": ["735项", "735"]},
        "evidence": [{"document": "jia-2025", "quote": "实现735项政务服务跨城通办"}],
        "written": "open",
    }
    return parse_case(record | fields)


def answer(**fields: Any) -> Answer:
    """Return the right answer to `case`, with fields replaced."""
    source = document()
    values: dict[str, Any] = {
        "question": "跨城通办实现了多少项政务服务？",
        "status": "answered",
        "kind": "fact",
        "answer": "**735项**：全市实现735项政务服务跨城通办。[1]",
        "short": "735项",
        "confidence": 0.9,
        "citations": (cite(source, "全市实现735项政务服务跨城通办，服务群众12万人次。"),),
        "ms": 12.0,
    }
    return Answer(**(values | fields))


def located(one: Case) -> tuple[Located, ...]:
    return locate_evidence(one, {"jia-2025": document()})
