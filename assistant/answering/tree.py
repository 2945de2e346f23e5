"""Answers from the heading tree: outlines, numbered parts and items, and the entries below a heading."""

from __future__ import annotations

import re

from assistant.described import KINDS, about, is_dividing, stands_for
from assistant.draft import Draft, Quote, Statement
from assistant.evidence import Book
from assistant.folding import fold
from assistant.model import Kind
from assistant.question.model import Question, Term
from assistant.question.terms import coverage, match, tokenize
from assistant.question.words import load_words
from assistant.wording import label, say
from corpus.model import Document, Section, Span
from corpus.sentences import split_sentences

TITLE_LEAST = 0.72
WHOLE_LEAST = 0.8  # of a question's weight that must describe the document, for it to ask about all of it
LONGEST_LEADING = 16  # characters of a first sentence that leads a paragraph
LONGEST_LEAD = 80  # characters of an article without title that stand for one


def printed(document: Document, section: Section) -> str:
    """Return a heading as a list shows it: label and title, without a closing stop."""
    text = section.heading.of(document.text)
    if is_annex(section):
        return " ".join(text.split())
    return re.sub(r"\s*\n\s*", "", text).strip().rstrip("。.：:，,；;")


def count_parts(document: Document) -> str:
    """Return how many parts and items a document has, such as ``6个部分、19项``."""
    parts = top_sections(document)
    items = sum(len(document.children(part.index)) for part in parts)
    return f"{len(parts)}个部分" + (f"、{items}项" if items else "")


def heading_quote(document: Document, section: Section) -> Quote:
    """Return a heading as a quote."""
    return Quote(document, section.heading)


def is_annex(section: Section) -> bool:
    """Say whether a section is an annex (附件1)."""
    return section.label.startswith("附件")


def _annex(document: Document, question: Question) -> Section | None:
    """Return the annex that the question is about: it is of the kind that is asked for, which the document is not."""
    asked = KINDS.findall(question.text)[-1:]
    if document.card.kind and document.card.kind.value in asked:
        return None
    fitting = [
        section
        for section in document.children(None)
        if is_annex(section)
        and len(document.children(section.index)) > 1
        and any(kind in section.title.of(document.text) for kind in asked)
    ]
    return fitting[0] if len(fitting) == 1 else None


def outline(
    document: Document, *, language: str, kind: Kind = "outline", question: Question | None = None
) -> Draft | None:
    """Return the whole outline of `document`, two levels deep, or None when it has no tree.

    With a `question` that asks for an annex (方案 of a 通知), the outline is that annex's; else annexes are left out.
    """
    parts = top_sections(document)
    if question is not None and (annex := _annex(document, question)) is not None:
        parts = document.children(annex.index)
    elif any(part.number is not None for part in parts):
        parts = tuple(part for part in parts if not is_annex(part))
    if not parts:
        return None
    lines: list[Statement] = []
    below = 0
    deep = question is None or question.count != len(parts)
    for part in parts:
        shown = entry(document, part)  # 第一条 alone would say nothing
        lines.append(Statement(f"**{shown.text}**", shown.quotes))
        for item in document.children(part.index) if deep else ():
            if not item.title and kind == "list":
                continue  # 第九条 alone is no entry of a list
            below += 1
            lines.append(Statement(f"- {printed(document, item)}", (heading_quote(document, item),)))
    key = "total_parts_items" if below else "total_parts"
    head = Statement(say(key, language, label=label(document), count=len(parts), items=below), frame=True)
    return Draft(
        status="answered",
        kind=kind,
        statements=(head, *lines, *gap_lines(parts, language)),
        items=tuple(printed(document, part) for part in parts),
        confidence=0.95,
        documents=(document.id,),
    )


def top_sections(document: Document) -> tuple[Section, ...]:
    """Return the sections that make up the outline: the first level of the tree that has more than one entry."""
    level = document.children(None)
    while len(level) == 1 and document.children(level[0].index):
        level = document.children(level[0].index)
    return level


def gap_lines(sections: tuple[Section, ...], language: str) -> tuple[Statement, ...]:
    """Return a line for each number that a numbered run leaves out."""
    numbers = [s.number for s in sections if s.number is not None]
    if len(numbers) < 2:
        return ()
    missing = [n for n in range(numbers[0], max(numbers) + 1) if n not in numbers]
    if not missing or len(missing) > 5:
        return ()
    return tuple(Statement(say("gap", language, missing=n), frame=True) for n in missing)


def wording(document: Document, section: Section) -> str:
    """Return the folded words that say what a section is about: its title, and for an article what stands before its entries."""
    title = section.title.of(document.text)
    children = document.children(section.index)
    if title or not children:
        return fold(title)
    return fold(document.text[section.heading.end : children[0].heading.start])[:LONGEST_LEAD]


def below(document: Document, section: Section, *, language: str, kind: Kind = "list") -> Draft | None:
    """Return the entries directly below `section`, complete and in order, or None when it has none."""
    children = document.children(section.index)
    if len(children) < 2:
        return None
    lines = [entry(document, child) for child in children]
    numbered = [
        s if child.label else Statement(f"{n}. {s.text}", s.quotes, computed=(str(n),))
        for n, (s, child) in enumerate(zip(lines, children, strict=True), 1)
    ]
    head = Statement(f"**{printed(document, section)}**", (heading_quote(document, section),))
    if not section.title and (lead := Span(section.heading.start, children[0].heading.start)):
        spoken = " ".join(lead.of(document.text).split())[: LONGEST_LEAD + len(section.label)]
        head = Statement(f"**{spoken.rstrip('：:')}**", (Quote(document, _stripped(document, lead)),))
    count = Statement(say("total", language, count=len(children)), frame=True)
    return Draft(
        status="answered",
        kind=kind,
        statements=(head, count, *numbered, *gap_lines(children, language)),
        items=tuple(printed(document, child) for child in children),
        confidence=0.9,
        documents=(document.id,),
        sections=(section.label.strip("、. ") or printed(document, section),),
    )


def entry(document: Document, section: Section) -> Statement:
    """Return an entry as its heading; one without a title, of which a number would say nothing, as its first sentence."""
    if section.title or not (sentences := body_sentences(document, section)):
        return Statement(printed(document, section), (heading_quote(document, section),))
    span = Span(section.heading.start, sentences[0].end)
    return Statement(" ".join(span.of(document.text).split()), (Quote(document, span),))


def _stripped(document: Document, span: Span) -> Span:
    """Return `span` without the blanks at its end."""
    return Span(span.start, span.start + len(span.of(document.text).rstrip()))


def body_sentences(document: Document, section: Section) -> tuple[Span, ...]:
    """Return the sentences of a section after its heading, in order, without those of its sub-sections' headings."""
    start = section.heading.end
    while start < section.span.end and document.text[start] in "。.：: \n":
        start += 1
    return split_sentences(document.text, Span(start, section.span.end)) if start < section.span.end else ()


def leaf(document: Document, node: Section) -> Draft | None:
    """Return every sentence below a heading that has no sub-headings, as a list."""
    sentences = body_sentences(document, node)
    if not sentences:
        return None
    sentences = _leading(document, sentences) or sentences
    lines = [
        Statement(f"{n}. {' '.join(s.of(document.text).split())}", (Quote(document, s),), computed=(str(n),))
        for n, s in enumerate(sentences, 1)
    ]
    head = Statement(f"**{printed(document, node)}**", (heading_quote(document, node),))
    return Draft(
        status="answered",
        kind="list",
        statements=(head, *lines),
        items=tuple(s.of(document.text) for s in sentences),
        confidence=0.75,
        documents=(document.id,),
    )


def _leading(document: Document, sentences: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the first sentence of each paragraph when all are short and others follow: they are the entries (落实经费。…)."""
    paragraphs: list[list[Span]] = []
    for span in sentences:
        parted = not paragraphs or "\n" in document.text[paragraphs[-1][-1].end - 1 : span.start]
        paragraphs.append([span]) if parted else paragraphs[-1].append(span)
    leads = all(len(p) > 1 and len(p[0]) <= LONGEST_LEADING for p in paragraphs)
    return tuple(p[0] for p in paragraphs) if leads and len(paragraphs) > 1 else ()


def content(
    document: Document, section: Section, *, language: str, terms: tuple[Term, ...] = (), limit: int = 420
) -> Draft:
    """Return what a section says: its heading, then its first sentences (all of them when short), in its own words."""
    sentences = body_sentences(document, section)
    lines = [Statement(f"**{printed(document, section)}**", (heading_quote(document, section),))]
    used = 0
    for span in sentences:
        if used and used + len(span) > limit:
            break
        used += len(span)
        lines.append(Statement(" ".join(span.of(document.text).split("\n")), (Quote(document, span),)))
    return Draft(
        status="answered",
        kind="explain",
        statements=tuple(lines),
        confidence=0.85,
        documents=(document.id,),
        sections=(section.label.strip("、. ") or printed(document, section),),
    )


def title_fit(question: Question, book: Book, section: Section) -> float:
    """Return how well a heading is what the question is about, in [0, 1]: both ways, question in title and title in question."""
    document = book.document
    title = fold(section.title.of(document.text))
    path = book.headings[section.index]
    forward = coverage([t for t in question.terms if not t.entity], f"{title}")
    with_path = coverage(question.terms, f"{path} {book.title}")
    words = [w for w, _ in tokenize(title) if w not in load_words("stopwords") and len(w) > 1]
    heavy = [w for w in words if w not in load_words("lightwords")] or words
    backward = sum(w in question.text for w in heavy) / len(heavy) if heavy else 0.0
    return 0.55 * forward + 0.25 * with_path + 0.2 * backward


def holds_quoted(question: Question, book: Book, section: Section) -> bool:
    """Say whether what the question puts in quotes (“党建+”) stands in the card, the headings or the entries of a section."""
    entries = [child.title.of(book.document.text) for child in book.document.children(section.index)]
    said = f"{about(book)} {book.headings[section.index]} {fold(' '.join([wording(book.document, section), *entries]))}"
    return all(term in said for term in re.findall(r"“([^”]{2,20})”", question.text))


def best_heading(question: Question, books: list[Book]) -> tuple[Book, Section, float] | None:
    """Return the heading that fits the question best, with its fit, or None when there is no heading."""
    scored = [
        (title_fit(question, book, section), book, section)
        for book in books
        for section in book.document.sections
        if len(section.title) and section.kind != "table"
    ]
    if not scored:
        return None
    fit, book, section = max(scored, key=lambda entry: (entry[0], -entry[2].level))
    return book, section, fit


def is_whole_document(question: Question, book: Book) -> bool:
    """Say whether the question asks about a document as a whole: nothing in it points inside the document."""
    card = book.document.card
    about = " ".join(
        [
            book.title,
            *(fold(f.value) for f in (card.kind, card.place, card.issuer, card.addressee, card.publisher) if f),
            "通讯纪实要点重点工作主要内容任务部分方面意见提纲框架结构目录讲话文章报道会议党建机关党的建设市直机关通知文件新闻标题总结概括概况概述材料总体列",
        ]
    )
    terms = [term for term in question.terms if not is_dividing(question, term)]
    total = sum(term.weight for term in terms)
    met = sum(t.weight * max(match(t.text, about), float(stands_for(t.text, about))) for t in terms)
    if not terms:  # nothing is left but what chose the documents
        return bool(question.places or question.titles or question.numbers)
    return bool(total) and met >= WHOLE_LEAST * total
