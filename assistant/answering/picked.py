"""Several pieces of one document named together (第四跟第五部分, 第13到16条, 后两大块): their titles, entries or how many these are."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answering import outlining, referred, tree
from assistant.described import about, described, meets
from assistant.draft import Draft, Statement
from assistant.evidence import Book
from assistant.finding import Finder
from assistant.question.model import Question
from assistant.question.operation import TOGETHER
from assistant.question.sections import Pieces, find_pieces, find_section
from assistant.question.words import load_words
from assistant.scoping import Scope
from assistant.wording import label, say
from corpus.model import Document, Section

_HOW_MANY = re.compile(r"(?:几|多少)(?:个|小)?(?:条|项|点|节|小节|标题|任务|工作|部分)?")
_EACH = re.compile(r"各自?(?:有|是|含|分|包括)*(?:几|多少)|分别(?:有|是|含)*(?:几|多少)")
_APART = re.compile(r"相差|差(?:多少|几)|多(?:几|多少)|少(?:几|多少)")
_BELOW = re.compile(
    r"(?:底下|下面|下头|里头|里面|下设|其中|各自?)[^,。?]{0,8}?(?:条|项|点|节|[标题]题|条目)|小(?:标题|条目?|点|节|项|题|块)|包括|包含|有?哪(?:些|几)(?:条|项|点|节)"
)
_TITLES = re.compile(
    r"标题|题目|叫(?:做)?(?:个|些)?(?:什么|啥)|名[字称]|抓(?:的是)?(?:什么|啥|哪)|(?:讲|说|写|管|谈)(?:的|了|是)*(?:什么|啥|哪)|分别|各(?:是|讲|抓|管|说)|是(?:什么|啥|哪)|列"
)
_FRAME = re.compile(
    r"^(?:[大小]?标题|题目|条目|小?条|小?节|小?点|大?块|部分|那?两大?|挨个|一个个|底下|下面|里面|里头|念|抄|听|列|报|摆|说|讲|叫|抓|管|写|名[字称]|内容|议题|事项|问题|靠后|靠前|末尾|分别|各自?[有是分含讲抓]?|一共|总共|合计|加[\u4e00-\u9fff]*|合(?:起来|在一起)?|起来|相差|差|多|少|方面|全文?|上|下|帮|给|我|出来|一遍|一下|从头到尾|不[算含]|全给?|头|后|前|带上|也|说出)+$"
)


_EVERY = re.compile(
    r"(?:从头到尾|从头至尾|所有|全部|全篇|全文|通篇|各(?:个)?部分)[^,。?]{0,6}?(?:小(?:节|条)?的?(?:标题|题目|条目)|小条目?|二级标题|小节|小项)|(?:小(?:节|条)?的?(?:标题|题目)|二级标题)[^。?]{0,12}?(?:不[算含要带]|除[了去]|去掉)[^。?]{0,8}大(?:标题|块|部分)"
)
"""What asks for the headings below all parts of a document (从头到尾的小标题)."""


_LEFT_OUT = re.compile(r"[(,]?(?:不[算含要带]|除[了去]|去掉)[^,。?()]*[)]?|^的?(?:标题|题目)")


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the titles or entries of the named pieces of the one document meant; None when it is something in them."""
    pieces = find_pieces(question.text)
    every = pieces is None and question.section is None and _EVERY.search(question.text)
    if question.language == "en" or question.kind in {"yesno", "documents"}:
        return None
    book = _meant(question, scope, finder) if pieces or every else None
    if every and book:
        return _below_all(question, book, every.group())
    if pieces is None or book is None or not _are_asked(question, pieces, book):
        return None
    document, found = book.document, referred.find_all(book.document, pieces, question)
    if len(found) < len(pieces.references):
        missing = next(
            r
            for r in pieces.references
            if referred.find_all(document, replace(pieces, references=(r,)), question) == []
        )
        return referred.no_such_section(document, replace(question, section=missing))
    if _EACH.search(pieces.rest):
        return _each(question, document, found)
    if (
        TOGETHER.search(pieces.rest)
        or (_HOW_MANY.search(pieces.rest) and not _TITLES.search(pieces.rest))
        or _APART.search(pieces.rest)
    ):
        return _together(question, document, found)
    if not (_BELOW.search(pieces.rest) or _TITLES.search(pieces.rest)):
        return None
    return _listed(question, document, found, pieces)


def _below_all(question: Question, book: Book, said: str) -> Draft | None:
    """Return every heading below the parts of a document that the question describes as a whole; a stated number must fit."""
    rest = _LEFT_OUT.sub(" ", question.text.replace(said, " "))
    told = replace(question, terms=tuple(t for t in question.terms if t.text in rest and not _FRAME.match(t.text)))
    if not tree.is_whole_document(told, book):
        return None
    outline = tree.outline(book.document, language=question.language)
    parts = tree.top_sections(book.document)
    inner = [child for part in parts for child in book.document.children(part.index) if not tree.is_annex(part)]
    if outline is None or len(inner) < 2 or question.count not in {None, len(parts), len(inner)}:
        return None
    return replace(outline, items=tuple(tree.printed(book.document, child) for child in inner))


def _meant(question: Question, scope: Scope, finder: Finder) -> Book | None:
    question = replace(question, terms=tuple(t for t in question.terms if not _FRAME.match(t.text)))
    books = [b for b in outlining.of_kind(question, list(finder.books(scope))) if tree.top_sections(b.document)]
    if len(books) > 1:
        meant = {book.document.id for book in described(question, books)}
        books = [book for book in books if book.document.id in meant]
    return books[0] if len(books) == 1 else None


def _are_asked(question: Question, pieces: Pieces, book: Book) -> bool:
    """Say whether the pieces themselves are asked about: no other word points to something that stands in them."""
    found = referred.find_all(book.document, pieces, question)
    titles = " ".join(tree.wording(book.document, s) for s in found)
    held = f"{about(book)} {titles}"
    light = load_words("lightwords") | load_words("stopwords")
    terms = [t for t in question.terms if t.text in pieces.rest]
    left = [t for t in terms if not (_FRAME.match(t.text) or t.text in light or meets(t.text, held))]
    return sum(t.weight for t in left) <= 0.34 * sum(t.weight for t in terms)


def _each(question: Question, document: Document, found: list[Section]) -> Draft | None:
    counts = [len(document.children(section.index)) for section in found]
    if not all(counts):
        return None
    lines = [
        Statement(
            f"- **{tree.printed(document, section)}**：{count}项",
            (
                tree.heading_quote(document, section),
                *(tree.heading_quote(document, c) for c in document.children(section.index)),
            ),
            computed=(str(count),),
        )
        for section, count in zip(found, counts, strict=True)
    ]
    short = "、".join(f"{count}项" for count in counts)
    return Draft("answered", "fact", tuple(lines), short=short, confidence=0.8, documents=(document.id,))


def _together(question: Question, document: Document, found: list[Section]) -> Draft | None:
    """Return how many entries the pieces have together, or by how many two of them differ."""
    counts = [len(document.children(section.index)) for section in found]
    apart = _APART.search(question.text) is not None
    if not all(counts) or (apart and len(counts) != 2):
        return None
    total = max(counts) - min(counts) if apart else sum(counts)
    shown = sorted(counts, reverse=True) if apart else counts
    working = (" − " if apart else " + ").join(map(str, shown)) + f" = {total}"
    quotes = tuple(tree.heading_quote(document, child) for part in found for child in document.children(part.index))
    head = Statement(
        f"{say('difference' if apart else 'sum', question.language)}**{total}项**（{working}）",
        quotes,
        computed=(str(total), *map(str, counts)),
    )
    return Draft("answered", "compute", (head,), short=f"{total}项", confidence=0.8, documents=(document.id,))


def _listed(question: Question, document: Document, found: list[Section], pieces: Pieces) -> Draft | None:
    """Return the pieces one after the other, below the part that holds them when it is named, with their entries when asked."""
    below = _BELOW.search(pieces.rest) is not None and all(document.children(s.index) for s in found)
    lines = [] if below else [tree.entry(document, section) for section in found]
    items = [tree.printed(document, section) for section in found]
    if below:
        items = []
        for section in found:
            lines.append(Statement(f"**{tree.printed(document, section)}**", (tree.heading_quote(document, section),)))
            for child in document.children(section.index):
                shown = tree.entry(document, child)
                lines.append(Statement(f"- {shown.text}", shown.quotes))
                items.append(tree.printed(document, child))
    holder = find_section(pieces.lead)
    part = referred.find_numbered(document, holder, replace(question, text=pieces.lead)) if holder else None
    head = [Statement(say("according", question.language, label=label(document)), frame=True)]
    if part is not None:
        head = [Statement(f"**{tree.printed(document, part)}**", (tree.heading_quote(document, part),))]
    return Draft("answered", "list", (*head, *lines), items=tuple(items), confidence=0.85, documents=(document.id,))
