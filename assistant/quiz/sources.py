"""The library as the quiz reads it: documents by line, how a stem names each, and where else something is said.

A line is one sentence of the content proper. Furniture, headers, greetings and sentences with masked names are no lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.evidence import Book, open_book
from assistant.folding import fold
from assistant.quiz.words import opens_with_verb, tags
from corpus.model import Document, Section, Span

_SUBJECT_END = re.compile(
    r"(?:局|委|外办|编办|厅|工务署|总署|法院|检察院|(?:组织|宣传|统战|武装|工作)部|政协|机关|区|县|镇|街道|社区|工会|妇联|公司|集团)$"
)
_VAGUE = re.compile(
    r"^(?:各|有的|全|市直各|市直机关各|广大|基层|机关|其他|上级|新区$|领导|班子|中央|政法系统|党务)|各级|机关$(?<!大常委会机关)(?<!政协机关)"
)
_NOT_NAMES = frozenset("的 是 在 将 以 围绕 坚决 落实 上级 聚焦 一是 二是 三是 充分发挥 部署 严格执行 带动".split())
_OPENERS = re.compile(
    r"^(?:本报讯(?:（[^）]*）|\([^)]*\))?|同时|此外|另外|据悉|其中|具体而言|并且|并|但|而且|例如|比如|还将|还)[,，]?"
)
_MASK = re.compile(r"[*×]|某[市县区镇局]")
_TELLERS = frozenset({"记者", "笔者", "编者", "会议", "本报"})
_PARTIAL = re.compile(r"^(?:但|而)?(?:有的|有些|部分|个别|一些|少数|某些)")
_ACTOR = re.compile(
    r"(?:局|委|部|署|厅|办|区|市|县|镇|乡|村|街道|社区|单位|成员|干部|党员|组织|党组|支部|机关|公司|企业|集团|院|中心|学校|协会|队|部门|小组|政协|人大|代表|书记|党委)$"
)
_SPEECH = re.compile(r"^“[^”]*”?$|(?:说|表示|介绍|感叹)[。：:]?$")
SHORTEST_LINE = 8
LONGEST_NAME = 36
"""Characters of a title from which on it is told without its issuers."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence. ``span`` is in the document; ``clauses`` are its pieces between ，；： outside quotes and brackets.

    ``body`` is the office that opens it; ``opening`` its subject: the body, else the nouns before its first predicate, else
    the subject of the sentence before it when only a semicolon parts them.
    """

    document: Document
    span: Span
    section: int | None
    heading: bool
    body: str
    opening: str
    clauses: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The exact slice."""
        return self.span.of(self.document.text)

    def clause(self, at: int) -> str:
        """Return the exact slice of clause `at`."""
        return self.clauses[at].of(self.document.text)


def squeeze(text: str) -> str:
    """Return `text` folded without blanks, and with the marks of its end removed: for comparing, not for showing."""
    return re.sub(r"\s+", "", fold(text))


@lru_cache(maxsize=65536)
def bigrams(text: str) -> frozenset[str]:
    """Return the character bigrams of squeezed `text` that hold no punctuation."""
    plain = squeeze(text)
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1) if not re.search(r"[^\w]|_", plain[i : i + 2]))


def overlap(part: str, whole: str) -> float:
    """Return the share of the bigrams of `part` that `whole` holds; 0 when `part` has none."""
    wanted = bigrams(part)
    return len(wanted & bigrams(whole)) / len(wanted) if wanted else 0.0


def is_akin(a: str, b: str) -> bool:
    """Say whether one name may be the other written shorter (聚光灯 and 聚光亮灯): all its characters stand in it, in order."""
    short, long = sorted((re.sub(r"[^\w]", "", squeeze(a)), re.sub(r"[^\w]", "", squeeze(b))), key=len)
    rest = iter(long)
    return len(short) > 1 and not any(map(str.isdigit, short)) and all(char in rest for char in short)


def is_partial(text: str) -> bool:
    """Say whether a sentence speaks of some only (有的单位…), so that a part of it would say too much."""
    return _PARTIAL.match(text) is not None


class Sources:
    """All documents of a library (or of a scope of it), cut into lines once."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents = {document.id: document for document in documents}
        self.books: dict[str, Book] = {id_: open_book(document) for id_, document in self.documents.items()}
        self.names = _name_all(list(self.documents.values()))
        self._lines = {id_: tuple(_lines(book)) for id_, book in self.books.items()}
        self._plain = {id_: squeeze(document.text) for id_, document in self.documents.items()}

    def lines(self, document: str) -> tuple[Line, ...]:
        """Return the lines of a document in order."""
        return self._lines[document]

    def all_lines(self) -> Iterator[Line]:
        """Yield the lines of all documents."""
        for lines in self._lines.values():
            yield from lines

    def sentences_saying(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield (document id, sentence) for every sentence, furniture included, that holds `text` as a token."""
        plain = squeeze(text)
        for id_, book in self.books.items():
            if plain not in self._plain[id_]:
                continue
            for sentence in book.sentences:
                if stands(plain, squeeze(sentence.text)):
                    yield id_, sentence.text

    def holds(self, text: str) -> bool:
        """Say whether any document holds `text`, blanks and widths aside."""
        plain = squeeze(text)
        return any(plain in whole for whole in self._plain.values())

    def section_text(self, document: str, section: Section) -> str:
        """Return the text of a section, its parts included."""
        return section.span.of(self.documents[document].text)

    def title_of(self, document: str, section: Section) -> str:
        """Return a section's title on one line, without closing stop; its label (第四条) when it has no words of its own."""
        title = " ".join(section.title.of(self.documents[document].text).split()).rstrip("。.：:；;")
        return title or " ".join(section.label.split())


def stands(needle: str, text: str) -> bool:
    """Say whether squeezed `needle` stands in squeezed `text`, a figure only as a whole figure."""
    at = text.find(needle)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(needle) : at + len(needle) + 1]
        if not (needle[:1].isdigit() and (before.isdigit() or before == ".")) and not (
            needle[-1:].isdigit() and after.isdigit()
        ):
            return True
        at = text.find(needle, at + 1)
    return False


def _lines(book: Book) -> Iterator[Line]:
    document = book.document
    opening, joined = "", False
    first_section = min((s.span.start for s in document.sections), default=0)
    for sentence in book.sentences:
        text = sentence.span.of(document.text)
        in_header = any(p.kind == "header" and p.span.contains(sentence.span) for p in document.passages)
        if sentence.furniture or len(text) < SHORTEST_LINE or _MASK.search(text) or "\n" in text.strip():
            continue
        if in_header and not (sentence.span.start > first_section or text[-1:] in "。！？"):
            continue
        if "\t" in text or " | " in text or re.search(r"\S[①-⑳]|\s[①-⑳]", text) or _SPEECH.search(text):
            continue
        if text[:1] in "(（" and text[-1:] in ")）":  # the reporters' names
            continue
        clauses = tuple(split_at_commas(document.text, sentence.span))
        body = _body(text)
        own = body or _subject(without_opener(text))
        own = "" if own in _TELLERS or not _ACTOR.search(own) else own
        opening = own or (opening if joined and opens_with_verb(text) else "")
        joined = text[-1:] in ";；"
        yield Line(document, sentence.span, sentence.section, sentence.heading, body, opening, clauses)


def split_at_commas(text: str, span: Span) -> Iterator[Span]:
    """Yield the clauses of a sentence: cut at ，；：。 outside quotes and brackets, without the marks."""
    depth, start = 0, span.start
    for at in range(span.start, span.end):
        char = text[at]
        if char in "“《（(「":
            depth += 1
        elif char in "”》）)」":
            depth = max(0, depth - 1)
        elif depth == 0 and char in ",，;；:：。!！?？":
            if char in ",:" and text[at - 1].isdigit() and text[at + 1 : at + 2].isdigit():
                continue
            if start < at:
                yield Span(start, at)
            start = at + 1
    if start < span.end:
        yield Span(start, span.end)


def without_opener(text: str) -> str:
    """Return `text` without the words that only tie it to the sentence before (同时，据悉，)."""
    return _OPENERS.sub("", text).lstrip(",， ")


def _body(text: str) -> str:
    """Return the office or district that opens a sentence as its subject; empty when none does."""
    opening = re.split(r"[,，;；:：。“《\d]", text)[0][:24]
    taken, best = "", ""
    words = tags(opening)
    for at, (word, tag) in enumerate(words):
        following = words[at + 1][0] if at + 1 < len(words) else ""
        if (
            tag[:1] in "dpr"
            or word in _NOT_NAMES
            or (at == 0 and tag[:1] == "v")
            or (tag == "v" and not re.search(r"(?:局|部|委|署)$", following))
        ):
            break
        taken += word
        if _SUBJECT_END.search(taken):
            best = taken
    rest = opening[len(best) :]
    if len(best) < 3 or _VAGUE.search(best) or len(rest) < 2 or rest[0] in "的、和与及内":
        return ""
    return best


@lru_cache(maxsize=65536)
def _subject(text: str) -> str:
    """Return the nouns that open `text` before its predicate; empty when it opens otherwise."""
    if opens_with_verb(text):
        return ""
    taken, noun = "", False
    for word, tag in tags(re.split(r"[,，;；:：。“《\d]", text)[0][:24]):
        if tag[:1] in "vdpcu" or word in _NOT_NAMES:
            return taken if noun and 2 <= len(taken) <= 12 and not re.search(r"^[各其这那此]|[的、]$", taken) else ""
        if tag[:1] in "rmtq":
            return ""
        taken += word
        noun = tag[:1] in "njl" or tag == "vn"
    return ""


def short_title(document: Document) -> str | None:
    """Return the title a stem uses: the document's own, not that of the notice that issued it; its first line."""
    titles = [field.value for field in document.card.titles]
    own = [title for title in titles if not re.search(r"关于.{0,20}印发|的通知$", title)] or titles
    if not own:
        return None
    title = own[0]
    if len(title) > LONGEST_NAME and title.find("关于") > 0:
        return title[title.find("关于") :]  # who issued it goes
    head, _, rest = title.partition(" ")
    return head if rest and len(head) >= 8 and not _ACTOR.search(head) else title


def _name_all(documents: list[Document]) -> dict[str, str]:
    """Return how a stem names each document: place, year and title, or place, month and kind; all different."""
    names: dict[str, str] = {}
    for document in documents:
        name = _name(document)
        if name in names.values():
            name = f"{name}（{_stem(document.name)}）"
        names[document.id] = name
    return names


def _stem(name: str) -> str:
    """Return a file's name without its ending."""
    return re.sub(r"\.[A-Za-z0-9]{1,5}$", "", name)


def _name(document: Document) -> str:
    card = document.card
    place = card.place.value if card.place and not card.masked else ""
    date = card.date.value if card.date else ""
    year, month = date[:4], date[5:7].lstrip("0")
    title = short_title(document)
    kind = {"新闻": "报道"}.get(card.kind.value, card.kind.value) if card.kind else "文件"
    if title is None:
        when = f"{year}年{month}月" if month else f"{year}年" if year else ""
        return f"{place}{when}的{kind}" if place and when else f"《{_stem(document.name)}》"
    bracketed = "《" + title.replace("《", "〈").replace("》", "〉") + "》"
    dated = year and year not in title
    if kind == "报道":
        return f"{place}{year + '年' if dated else ''}报道{bracketed}"
    lead = place if place and place not in title else ""
    return f"{lead}{year + '年' if dated else ''}{bracketed}"
