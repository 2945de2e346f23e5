"""Who gave a speech, and in which office: the line below its title; or that the text names nobody."""

from __future__ import annotations

import re

from assistant.answering.excerpt import excerpt
from assistant.deciding import passes_locks
from assistant.described import about, describing, meets
from assistant.draft import Draft, Quote, Statement, combine
from assistant.evidence import Book
from assistant.finding import Finder
from assistant.folding import fold
from assistant.question.model import Question
from assistant.refusing import clarify
from assistant.scoping import Scope
from assistant.wording import label, say
from corpus.model import Card, Document, Span

READ = 15  # sentences of reports that may say who spoke
MOST = 3  # speeches that are answered side by side
_ASKED = re.compile(
    r"(?:谁|哪(?:一|个|位)?(?:位|个)?(?:领导|同志|干部|人)?|什么人)(?:[^,。?!]{0,16}?(?:会议?|大会)上?)?(?:来)?(?:讲|作|做|发表|致|说|述)(?:的|了|过)?(?:这|那)?(?:篇|个|番)?(?:的)?(?:重要)?(?:讲话|话|致辞|报告|党课|发言)"
    r"|(?:讲话|致辞|报告|党课|发言)(?:稿)?(?:的)?(?:人|者|领导|同志)?(?:的)?(?:到底|究竟)?(?:是|叫|姓)(?:谁|哪位|哪个领导|什么|啥)(?!意思|内容|主题|精神|要求)"
    r"|(?:讲话|致辞|发言)(?:的是|(?:的)?(?:人|者|领导)[^,。?]{0,4})(?:什么|啥|何)(?:职务|身份|官|人)"
    r"|(?:讲话|致辞|报告|党课|发言)(?:稿)?是(?:谁|哪位(?:领导)?)(?:来)?(?:讲|作|做|写|发表|说|述)的|谁的(?:讲话|致辞|发言)"
)
_REPORTED = re.compile(
    r"(?:^|(?<=[,;。]))(?P<who>[^,;。]{2,40}?)(?:出席[^,;。]{0,12}?并|参加[^,;。]{0,12}?并|在[^,;。]{0,12}?上)(?:作|发表)?(?:了)?(?:重要)?讲话"
)
_PLAIN = re.compile(
    r"职务|身份|领导|.{0,2}讲话.{0,2}|发言(?:稿|人)?|致辞|党课|报告|会上?|会议上?|大会|同志|干部|名字|姓名|时候|作|讲|说|全[市区县省]|哪位|到底|究竟|这篇|那篇|那个|这个|\S*[谁哪]\S*"
)
_OFFICE = re.compile(
    r"书记|主任|部长|局长|[省市区县镇乡州]长|主席|委员|常委|院长|校长|处长|秘书长|厅长|行长|会长|主任委员"
)


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the speaker of the one speech that is described; that nobody is named, where the speech is anonymous; else None."""
    if _ASKED.search(question.text) is None:
        return None
    books = list(finder.books(scope))
    speeches = [book.document for book in books if _is_speech(book.document.card) and _is_described(question, book)]
    if not speeches:
        return _reported(question, scope, finder)
    if len(speeches) > MOST:
        return clarify(question, speeches)
    found = [(document, _below_title(question, document)) for document in speeches]
    if all(draft is None for _, draft in found):
        return _nobody(question, speeches[0])
    return combine([draft or _unnamed_beside(question, document) for document, draft in found])


def _is_described(question: Question, book: Book) -> bool:
    """Say whether all that the question says of the speech stands on its card: a speech of another meeting has its speaker."""
    author = book.document.card.author
    card = f"{about(book)} {fold(author.value) if author else ''}"
    terms = [term.text for term in describing(question) if not _PLAIN.fullmatch(term.text)]
    return all(meets(term, card) for term in terms if len(term) >= 2)


def _unnamed_beside(question: Question, document: Document) -> Draft:
    line = Statement(f"{label(document)}：{say('not_stated', question.language)}", frame=True)
    return Draft("answered", "fact", (line,), confidence=0.6, documents=(document.id,))


def _below_title(question: Question, document: Document) -> Draft | None:
    """Return the name and office below a speech's title; None when the text names nobody there."""
    author = document.card.author
    if author is None or author.span is None or (document.card.masked and not _OFFICE.search(author.value)):
        return None
    value = " ".join(author.value.split())
    said = f"{label(document)}：{say('speaker', question.language)}**{value}**"
    line = Statement(said, (Quote(document, author.span),))
    return Draft("answered", "fact", (line,), short=value, confidence=0.9, documents=(document.id,))


def _reported(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return who spoke at the meeting that a report tells of (某某出席会议并讲话); None when no sentence says so."""
    for candidate in finder.candidates(question, scope)[:READ]:
        hit = None if candidate.sentence.furniture else _REPORTED.search(candidate.sentence.text)
        if hit is None or not passes_locks(question, scope, candidate):
            continue
        document, start = candidate.document, candidate.sentence.span.start
        quote = excerpt(candidate, question.terms, Span(hit.start(), hit.end()))
        value = Span(start + hit.start("who"), start + hit.end("who")).of(document.text)
        source = say("according", question.language, label=label(document))
        line = Statement(f"**{value}**\n\n{source}“{' '.join(quote.text.split())}”", (quote,))
        return Draft("answered", "fact", (line,), short=value, confidence=0.7, documents=(document.id,))
    return None


def _nobody(question: Question, document: Document) -> Draft:
    title = document.card.titles[0].span if document.card.titles else None
    line = Statement(say("speaker_unnamed", question.language), frame=True)
    near = (Quote(document, title),) if title is not None else ()
    return Draft("not_found", question.kind, (line,), nearest=near, confidence=0.0)


def _is_speech(card: Card) -> bool:
    return any(re.search(r"讲话|致辞|发言|党课|述职", title.value) for title in card.titles)
