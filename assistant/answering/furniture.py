"""What stands only in a web page's surroundings: said, and named as such; never an answer of the document.

The sentence that is about the matter leads; the one that holds what was asked for (邮箱, 截止) may stand beside it. A
question that names the page (网页底下, 那页) is looked up in all surroundings of the documents it means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.answering import contact
from assistant.answering.excerpt import excerpt
from assistant.deciding import meets_subject
from assistant.described import described, meets
from assistant.draft import Draft, Statement
from assistant.evidence import Book, Candidate, Sentence
from assistant.finding import Finder
from assistant.folding import fold
from assistant.question.model import Question
from assistant.question.terms import coverage, match
from assistant.scoping import Scope
from assistant.typed import DURATION, TIME, holds_kind
from assistant.wording import label, say
from corpus.model import Span

OWN_LEAST = 0.5
PAGE_LEAST = 0.4  # the same, of a question that names the page
HEAVY = 1.0  # of a word's weight: lighter ones stand everywhere and show no matter
LABEL_LEAST = 0.6  # how well a label must meet a word of the question
LEVEL = 1e-6  # documents that hold the same share of the question are level
MOST_PAGES = 3  # documents whose surroundings are looked through
BESIDE = 4  # sentences of the surroundings before and behind, in which a detail of the same matter may stand
_PAGE = re.compile(
    r"网页|网站|官网|[\u4e00-\u9fff]网(?=下|底|上|的|那|页|$|,)|页面|页脚|[那这该]个?[页版]|(?<!\d)[页版](?=的|底|下|上|浏|被|有)|(?:最)?(?:底下|下面|底部|末尾)"
)
_FIELDS = (
    (re.compile(r"公安备案|公网安备|联网备案"), re.compile(r"公网安备")),
    (re.compile(r"备案号?|备案编号|icp"), re.compile(r"icp(?:备|证|备案)|备案号")),
    (re.compile(r"版权(?!声明)|copyright"), re.compile(r"版权所有|copyright|©")),
    (re.compile(r"电话|传真|热线|座机"), re.compile(r"(?:电话|传真|热线)[^,。;]{0,6}:?\s?[\d(（-]{7,}")),
    (re.compile(r"地址(?!栏)|在什么路|哪条路"), re.compile(r"地址:")),
    (re.compile(r"邮编|邮政编码"), re.compile(r"邮编:?\s?\d{6}")),
    (
        re.compile(r"技术支持|技术维护|制作维护|网站维护|(?:谁|哪家)[^,。?]{0,4}维护"),
        re.compile(r"技术支持|制作维护|维护"),
    ),
    (re.compile(r"承办"), re.compile(r"承办(?:单位)?:")),
    (re.compile(r"主办"), re.compile(r"主办(?:单位)?:")),
    (re.compile(r"友情链接"), re.compile(r"友情链接:?.")),
    (re.compile(r"上一[篇条]"), re.compile(r"上一[篇条]:")),
    (re.compile(r"下一[篇条]"), re.compile(r"下一[篇条]:")),
    (re.compile(r"标识码"), re.compile(r"标识码")),
    (re.compile(r"浏览|点击|访问|阅读"), re.compile(r"(?:浏览|点击|访问|阅读)(?:次数|量|数)?[: ]?\s?\d")),
)
"""What the feet of web pages tell, by how it is asked for; a question for it must speak of the page, or of a 备案."""
_LABELLED = re.compile(r"(?P<label>[\u4e00-\u9fffa-z]{2,8})(?:[: ]{0,2}|:[\u4e00-\u9fffa-z]{1,8})\d{2,}")
_LABEL = re.compile(r"(?:^|[\s|,;])(?:[\u4e00-\u9fff]{0,4}?)(?P<label>[\u4e00-\u9fff]{2,4}):(?=\s?\S)")
_QUOTED = re.compile(r"“([^”]{1,6})”")
LONGEST_LINK = 16  # characters of a line that only names where a link leads
_NAMED_PLACE = re.compile(r"[\u3400-\u9fff]{2,}?[省市区县镇乡村]")
_WHEN = re.compile(r"时间|日期|截止|(?:什么|啥)时候|何时|哪天|几号|几月|期限")
_DEADLINE = re.compile(r"截止|截稿|最晚|最迟|期限|之前|报上名|几号前|什么时候前")


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the furniture sentence that holds what the question asks for, marked as furniture; None when there is none."""
    if question.asked == "reason":  # no notice beside a text tells why
        return None
    told = (_marked, _within, _of_page)
    if found := next((found for one in told if (found := one(question, scope, finder))), None):
        return found
    if scope.documents is None or scope.named or not question.places:
        return None
    # 深圳报业的大赛 may be advertised beside a document of another place
    return _within(question, Scope(wanted=tuple(place.name for place in question.places)), finder)


def _marked(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the short lines of a page that each hold the one word in quotes, when several such are asked for (哪几家“南方”)."""
    named = _QUOTED.findall(question.text)
    if question.kind != "list" or len(named) != 1 or not _PAGE.search(question.text):
        return None
    lines = [
        Candidate(book, sentence, 1.0, 1.0, 0.0)
        for book in _pages(question, scope, finder)
        for sentence in book.sentences
        if sentence.furniture and named[0] in sentence.text and len(sentence.text) <= LONGEST_LINK
    ]
    return _draft(question, *lines) if len(lines) > 1 and question.count in {None, len(lines)} else None


def _within(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    for candidate in finder.candidates(question, scope)[:12]:
        if (
            not candidate.sentence.furniture
            or candidate.own < OWN_LEAST
            or not any(
                t.weight >= HEAVY and match(t.text, candidate.sentence.text) >= LABEL_LEAST for t in question.terms
            )
            or candidate.sentence.text.strip() in candidate.book.title
            or not _is_of(question, scope, candidate)
        ):
            continue
        holding = _holding(question, candidate)
        if holding is not None:
            return _draft(question, holding)
    return None


def foot(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the line of a page's foot that tells what is asked for (备案号, 版权, 传真); None when no page has it."""
    told = next((told for asked, told in _FIELDS if asked.search(question.text)), None)
    if told is None or not (_PAGE.search(question.text) or "备案" in question.text):
        return None
    lines = [
        Candidate(book, sentence, 1.0, 1.0, 0.0)
        for book in _pages(question, scope, finder)
        for sentence in book.sentences
        if sentence.furniture and told.search(sentence.text)
    ]
    return _draft(question, *lines[:MOST_PAGES]) if lines else None


def _pages(question: Question, scope: Scope, finder: Finder) -> list[Book]:
    """Return the documents whose page the question means, those it describes best; none when that may be many."""
    books = list(finder.books(scope))
    if len(books) > 1 and not (meant := described(question, books)):
        share = [coverage(question.terms, book.folded) for book in books]
        meant = [book for book, held in zip(books, share, strict=True) if held > max(share) - LEVEL]
    books = meant if len(books) > 1 else books
    return books if len(books) <= MOST_PAGES else []


def _of_page(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the best sentence in the surroundings of the pages that the question points to; None when it points to none."""
    if not _PAGE.search(question.text):
        return None
    best: list[Candidate] = []
    for book in _pages(question, scope, finder):
        place = book.document.card.place
        about = f"{book.title} {place.value if place else ''} {fold(book.document.name)}"
        terms = [t for t in question.terms if not meets(t.text, about) and not _PAGE.fullmatch(t.text)]
        for sentence in book.sentences:
            own = max(coverage(terms, sentence.text), float(_is_labelled(question, sentence.text)))
            if sentence.furniture and own >= PAGE_LEAST:
                best.append(Candidate(book, sentence, own, own, 0.0))
    best.sort(key=lambda c: -c.own)
    return next((_draft(question, held) for c in best if (held := _holding(question, c)) is not None), None)


def _is_labelled(question: Question, text: str) -> bool:
    """Say whether a label of the page's foot (地址:…, 技术支持:…) is a word of the question."""
    return any(hit["label"] in question.text for hit in _LABEL.finditer(text))


def _draft(question: Question, *found: Candidate) -> Draft:
    """Return the found sentences, with what their surroundings say of the rest of the question, as the page's own words."""
    lines = []
    documents = list(dict.fromkeys(one.document.id for one in found))
    told = [more for one in found for more in (one, *_of_the_rest(question, one))]
    for holding in sorted(told, key=lambda c: (documents.index(c.document.id), c.sentence.order)):
        quote = excerpt(holding, question.terms, _anchor(question, holding))
        source = say("according", question.language, label=label(quote.document))
        lines.append(Statement(f"{source}“{' '.join(quote.text.split())}”", (quote,)))
    head = Statement(say("furniture", question.language), frame=True)
    return Draft("partial", question.kind, (head, *lines), confidence=0.3, documents=tuple(documents))


def _of_the_rest(question: Question, found: Candidate) -> list[Candidate]:
    """Return the sentence of the same paragraph that holds a word, or the value, of the question which `found` lacks."""
    rest = [term for term in question.terms if match(term.text, found.sentence.text) < LABEL_LEAST]
    beside = [s for s in found.book.paragraph(found.sentence) if s is not found.sentence and s.furniture]
    held = {s.order: sum(t.weight for t in rest if match(t.text, s.text) >= LABEL_LEAST) for s in beside}
    if _wants_value(question) and not _holds(question, found):
        held |= {s.order: held[s.order] + 1 for s in beside if _holds(question, replace(found, sentence=s, read=None))}
    most = max(beside, key=lambda s: held[s.order], default=None)
    return [replace(found, sentence=most, read=None)] if most is not None and held[most.order] else []


def _is_of(question: Question, scope: Scope, candidate: Candidate) -> bool:
    """Say whether the named places and bodies are the sentence's, or stand in the surroundings about it."""
    if meets_subject(question, scope, candidate):
        return True
    around = " ".join(sentence.text for sentence in _around(candidate.book, candidate.sentence))
    return not question.bodies and all(name in around for name in scope.wanted)


def _holding(question: Question, candidate: Candidate) -> Candidate | None:
    """Return the sentence, this one or one beside it, that holds a value of the asked kind; None when none does."""
    if not _wants_value(question) or _holds(question, candidate) or _is_labelled(question, candidate.sentence.text):
        return candidate
    beside = [replace(candidate, sentence=s, read=None) for s in _around(candidate.book, candidate.sentence)]
    holding = [one for one in beside if _holds(question, one)]
    at = candidate.sentence.order
    return max(
        holding,
        key=lambda c: (
            coverage(question.terms, c.sentence.text),
            -abs(c.sentence.order - at),
            c.sentence.order > at,  # a caption stands below its heading
        ),
        default=None,
    )


def _around(book: Book, sentence: Sentence) -> Iterator[Sentence]:
    start = max(0, sentence.order - BESIDE)
    return (s for s in book.sentences[start : sentence.order + BESIDE + 1] if s.furniture)


def _wants_value(question: Question) -> bool:
    timed = question.asked in {"time", "quantity", "percent", "place"} or _WHEN.search(question.text) is not None
    return contact.wanted(question) is not None or timed


def _holds(question: Question, candidate: Candidate) -> bool:
    text = candidate.sentence.text
    form = contact.wanted(question)
    if form is not None:
        return form.search(text) is not None
    timed = question.asked == "time" or _WHEN.search(question.text) is not None
    if timed and _DEADLINE.search(question.text):
        return (
            any(hit.group().endswith("前") for hit in TIME.finditer(text))
            or re.search(r"截|至\d{1,2}月", text) is not None
        )
    if timed:
        return TIME.search(text) is not None or DURATION.search(text) is not None
    if question.asked == "place":
        return _NAMED_PLACE.search(text) is not None
    return holds_kind(question, candidate) or _holds_labelled(question, text)


def _holds_labelled(question: Question, text: str) -> bool:
    """Say whether a bare number stands behind a label that the question asks for (浏览次数:873, 公网安备 440304…)."""
    return question.asked == "quantity" and any(
        max(match(term.text, hit["label"]) for term in question.terms) >= LABEL_LEAST
        for hit in _LABELLED.finditer(text)
        if question.terms
    )


def _anchor(question: Question, candidate: Candidate) -> Span | None:
    form = contact.wanted(question)
    hit = form.search(candidate.sentence.text) if form is not None else None
    return Span(hit.start(), hit.end()) if hit else None
