"""A library in memory, for tests that change it at every step; the real one is exercised in test_five_documents."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.model import Card, Document, OffsetMap, Passage, Span

TEXTS = {
    "meeting": [
        "全市机关党建工作会议于三月十一日召开，市直机关工委书记作报告。",
        "会议要求落实第一议题制度，推动四强党支部创建。",
        "会议强调要加强青年理论学习小组建设。",
    ],
    "home": ["离开故乡多年以后，他回到东莞，参加社区志愿服务。", "社区食堂每天中午十一点半开饭，老人凭卡就餐。"],
    "notice": [
        "各单位要严格执行中央八项规定精神，持续纠治四风。",
        "党员每月按时交纳党费，党费收缴使用情况每年公布一次。",
        "本通知自印发之日起施行，有效期三年。",
    ],
}


def make_document(id_: str, texts: Iterable[str], *, breadcrumb: tuple[str, ...] = ()) -> Document:
    passages: list[Passage] = []
    at = 0
    for number, text in enumerate(texts):
        span = Span(at, at + len(text))
        passages.append(Passage(f"{id_}:{number}", id_, span, text, "content", None, breadcrumb))
        at = span.end
    whole = "".join(passage.text for passage in passages)
    return Document(
        id=id_,
        name=f"{id_}.txt",
        source=f"{id_}.txt",
        raw_sha256="",
        text=whole,
        text_sha256="",
        offsets=OffsetMap(((0, 0, len(whole)),)),
        furniture=(),
        card=Card(),
        sections=(),
        passages=tuple(passages),
    )


class MemoryLibrary:
    """Documents by id; every change raises the revision."""

    def __init__(self, texts: dict[str, list[str]] | None = None) -> None:
        self.revision = 1
        self._documents = {id_: make_document(id_, parts) for id_, parts in (texts or TEXTS).items()}

    def documents(self) -> list[Document]:
        return list(self._documents.values())

    def document(self, id_: str) -> Document:
        return self._documents[id_]

    def put(self, id_: str, texts: Iterable[str]) -> None:
        self._documents[id_] = make_document(id_, texts)
        self.revision += 1

    def remove(self, id_: str) -> None:
        del self._documents[id_]
        self.revision += 1
