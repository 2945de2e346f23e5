"""What may not be done, asked as a list (不能干的有哪些): each 不得…, 严禁… of the one place that forbids it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answering import classes, tree
from assistant.described import about, describing, meets
from assistant.draft import Draft, Quote, Statement
from assistant.evidence import Book, Sentence
from assistant.finding import Finder
from assistant.question.model import Question, Term
from assistant.scoping import Scope
from assistant.wording import label, say
from corpus.model import Section, Span

MET_LEAST = 0.6  # of the weight of what the question names, in the sentence, its headings and the card
OWN_LEAST = 0.3  # of it that the sentence and its headings hold themselves, when the library has other documents
MOST = 12  # items; more is a whole code of conduct
_NOT_DONE = r"(?:不能|不可以?|不得|不准|不许|不让|不允许|不行|不兴|禁止|严禁|[干做碰使]不得)"
_ASKED = re.compile(
    rf"{_NOT_DONE}[^,。?]{{0,8}}?(?:的)?(?:事|行为|情形)?(?:儿|情)?(?:都|分别|具体)?(?:有|是)?(?:哪些|哪几|什么|啥)"
    rf"|(?:哪些|哪几|什么|啥)[^,。?]{{0,8}}?(?:是)?{_NOT_DONE}"
)
_FIGURE_ASKED = re.compile(r"多少|几[个次天人元]|什么时候|为什么|为啥")
_DENIAL = re.compile(
    r"(?:一律|均|也|都|更|绝|坚决)?(?:不得|不准|不许|严禁|禁止|不允许|不可)(?!少于|低于|超过|多于|晚于|迟于|高于|超出|或缺|忽视|不|避免|分割)"
)
_PIECES = re.compile(r"、|或者|或|以及")
_PLAIN = re.compile(r"^(?:[事干做搞不得能让准许可以人家别去跑碰使的儿情]+|行为|允许|禁止|严禁|时候|要求|情形)$")
_LEADING = "以对向在把将因借利从用为按"


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return what one place of the text forbids in the question's matter; None when none or several fit alike."""
    if question.kind not in {"list", "explain"} or question.language == "en" or question.aspect:
        return None
    if not _ASKED.search(question.text) or _FIGURE_ASKED.search(question.text):
        return None
    terms = [term for term in describing(question) if not _PLAIN.match(term.text)]
    names = [*scope.wanted, *question.bodies]
    if not any(len(term.text) > 1 for term in terms):
        return None
    found: list[tuple[float, Book, Sentence]] = []
    for book in finder.books(scope):
        card = about(book)
        for sentence in book.sentences:
            leads = sentence.text.rstrip().endswith(":")  # to entries, which are no part of the sentence
            if sentence.furniture or sentence.heading or leads or not _DENIAL.search(sentence.text):
                continue
            own = f"{book.heading_path(sentence)} {sentence.text}"
            if not all(meets(name, f"{card} {own}") for name in names):
                continue
            share, inner = _share(terms, f"{card} {own}"), _share(terms, own)
            if share >= MET_LEAST and (inner >= OWN_LEAST or share == 1.0):
                found.append((share + 0.5 * inner, book, sentence))
    if below := _entries(question, terms, names, scope, finder):
        return below
    best = max((fit for fit, *_ in found), default=0.0)
    near = [(book, sentence) for fit, book, sentence in found if fit >= best - 0.1]
    if not near or len({book.document.id for book, _ in near}) > 1:
        return None
    items = [span for book, sentence in near for span in _items(question, book, sentence)]
    if not 1 < len(items) <= MOST or question.count not in {None, len(items)}:
        return None
    return _draft(question, near, items)


def _entries(
    question: Question, terms: Sequence[Term], names: Sequence[str], scope: Scope, finder: Finder
) -> Draft | None:
    """Return the entries of the one section whose lead forbids them or what they are the cases of (有下列情形之一的,不得报名)."""
    found: list[tuple[Book, Section]] = []
    for book in finder.books(scope):
        card = about(book)
        for section in book.document.sections:
            words = classes.lead(book, section)
            forbids = _DENIAL.search(words) is not None and question.count in {
                None,
                len(book.document.children(section.index)),
            }
            said = f"{card} {words}"
            strongest = max(terms, key=lambda term: term.weight)
            if (
                forbids
                and all(meets(name, said) for name in names)
                and meets(strongest.text, said)
                and _share(terms, words)
            ):
                found += [(book, section)] if _share(terms, said) >= MET_LEAST else []
    if len(found) != 1:
        return None
    return tree.below(found[0][0].document, found[0][1], language=question.language, kind="list")


def _share(terms: Sequence[Term], text: str) -> float:
    total = sum(term.weight for term in terms)
    return sum(term.weight for term in terms if meets(term.text, text)) / total


def _items(question: Question, book: Book, sentence: Sentence) -> Iterator[Span]:
    """Yield each thing that a sentence forbids; 不得A、B或者C forbids three, the first with its 不得 unless the question has it."""
    text, base = sentence.text, sentence.span.start
    for clause in re.finditer(r"[^,;:。!?]+", text):
        denial = _DENIAL.search(clause.group())
        if denial is None:
            continue
        said_before = denial.group() in question.text
        start, end = clause.start() + (denial.end() if said_before else denial.start()), clause.end()
        said = text[clause.start() + denial.end() : end]
        cuts = [] if said[:1] in _LEADING else [m.span() for m in _PIECES.finditer(said) if _outside(said, m.start())]
        offset = clause.start() + denial.end()
        bounds = [start, *[offset + edge for cut in cuts for edge in cut], end]
        pieces = [Span(base + a, base + b) for a, b in zip(bounds[::2], bounds[1::2], strict=True)]
        if any(len(piece) < 2 for piece in pieces):
            pieces = [Span(base + start, base + end)]
        yield from pieces


def _outside(text: str, at: int) -> bool:
    return sum(text[:at].count(mark) for mark in "“《(") == sum(text[:at].count(mark) for mark in "”》)")


def _draft(question: Question, near: Sequence[tuple[Book, Sentence]], items: Sequence[Span]) -> Draft:
    document = near[0][0].document
    texts = [" ".join(span.of(document.text).split()) for span in items]
    source = say("according", question.language, label=label(document)).rstrip("：: ")
    head = Statement(f"{source}，{say('total', question.language, count=len(items))}", frame=True)
    lines = [
        Statement(f"{n}. {text}", (Quote(document, span),), computed=(str(n),))
        for n, (text, span) in enumerate(zip(texts, items, strict=True), 1)
    ]
    wordings = [
        Statement(
            say("wording", question.language, text=" ".join(sentence.span.of(document.text).split())),
            (Quote(document, sentence.span),),
        )
        for _, sentence in near
    ]
    short = "、".join(texts)
    return Draft(
        "answered",
        "list",
        (head, *lines, *wordings),
        short=short if len(short) <= 80 else None,
        items=tuple(texts),
        confidence=0.8,
        documents=(document.id,),
    )
