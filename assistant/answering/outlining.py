"""Which document's outline a question asks for, and whether it asks for one at all; the outline itself is made in tree."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant import refusing
from assistant.answering import parted, subheads, tree
from assistant.answering.naming import head_of
from assistant.answering.several import asked_words
from assistant.described import KINDS, SHARE_LEAST, about, described, describing, meets, title_block
from assistant.draft import Draft, Statement, combine
from assistant.evidence import Book
from assistant.finding import Finder
from assistant.quantities import find_quantities
from assistant.question import frames
from assistant.question.bodies import short_form, stands_in
from assistant.question.model import Question
from assistant.question.places import place_core
from assistant.question.words import load_words
from assistant.scoping import Scope
from assistant.wording import say
from corpus.numerals import read_number

_DOING = "抓|做|干|办|写|讲|说|谈|用[力劲]|发力|使[力劲]|着[手力]|入手|下手|下功夫|部署|安排|布置|谋划|展开|开展|推进|推动|落实|阐述|加强"
_SIDES = re.compile(
    rf"从(?:哪|几)(?:几|些|{frames.NUMERAL})?(?:个|大)*(?:方面|块|部分|点|头)(?:来|去|进行)?(?P<verb>{_DOING})?(?:的|了|起|工作)*[?]?$"
)
"""From which sides a document goes about its matter; the verb only says that it does (从哪几方面用力)."""

_DIVIDED = re.compile(rf"(?:分|分成|分为)(?:哪)?(?P<count>{frames.NUMERAL})(?:个|大)*(?:方面|块|部分|板块|章)")
_MEASURES = frozenset("条项点个块段章节部样种类句步招")


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the outline of the one document that the question asks about as a whole, or the choice among several."""
    asks_else = frames.FIGURES_OF_EACH.search(question.text) or frames.WEIGHED.search(question.text)
    if question.kind == "explain" or asks_else:
        return None
    if sides := _SIDES.search(question.text):
        return _of_sides(question, sides["verb"] or "", scope, finder)
    if not (frames.OUTLINE.search(question.text) or frames.STRUCTURE.search(question.text)):
        meant = described(question, finder.books(scope))
        if (
            question.language == "en"
            or question.kind != "list"
            or len(meant) != 1
            or not tree.is_whole_document(question, meant[0])
        ):
            return None
        if not _may_be_parts(question, meant[0]):
            return None
        if question.count and question.count != len(tree.top_sections(meant[0].document)):
            return None
        return tree.outline(meant[0].document, language=question.language, kind="list", question=question)
    if divided := _divided(question, scope, finder):
        return divided
    if question.aspect or (
        find_quantities(frames.SECTION.sub("", question.text))
        and not (frames.PARTS.search(question.text) or frames.DIVISION.search(question.text))
    ):
        return None
    books = of_kind(question, list(finder.books(scope)))
    whole = [book for book in books if tree.is_whole_document(question, book)]
    if not question.terms and frames.OUTLINE.search(question.text):
        meant = described(question, books)
        whole = meant or whole
    if question.count:
        whole = [b for b in whole if len(tree.top_sections(b.document)) == question.count] or whole
    if not whole:
        return None
    whole = _of_named_places(question, whole)
    if len(whole) > 3:
        return refusing.clarify(question, [book.document for book in whole])
    if len(whole) == 1 and frames.STRUCTURE.search(question.text) and not tree.top_sections(whole[0].document):
        return refusing.undivided(question, whole[0].document)
    drafts = [
        found for book in whole if (found := tree.outline(book.document, language=question.language, question=question))
    ]
    if len(drafts) == 1 and (said := _other_count(question, whole[0])):
        return replace(drafts[0], status="partial", statements=(said, *drafts[0].statements), confidence=0.3)
    return combine(drafts) if drafts else None


def _other_count(question: Question, book: Book) -> Statement | None:
    """Return that a document has another number of parts than the question says it is divided into; else None."""
    said = _DIVIDED.search(question.text)
    asked, stated = said and read_number(said["count"]), len(tree.top_sections(book.document))
    if asked is None or asked == stated:
        return None
    return Statement(say("other_count", question.language, stated=stated, asked=asked), frame=True)


def _of_sides(question: Question, verb: str, scope: Scope, finder: Finder) -> Draft | None:
    """Return the parts of the one document of which it is asked from which sides it goes about its matter (从哪几方面抓).

    Every other word must describe the document; what follows 方面 only says that something is done.
    """
    left = tuple(term for term in question.terms if term.text not in verb)
    meant = [
        book
        for book in described(replace(question, terms=left), finder.books(scope))
        if tree.is_whole_document(replace(question, terms=left), book)
        and _is_meant(replace(question, terms=left), book)
    ]
    sizes = [len(tree.top_sections(book.document)) for book in meant]
    if len(meant) != 1 or sizes[0] < 2 or question.count not in {None, sizes[0]}:
        return None
    return tree.outline(meant[0].document, language=question.language, kind="list", question=question)


def _may_be_parts(question: Question, book: Book) -> bool:
    """Say whether what is to be listed may be the parts of a document: not 等次 or 五不, of which the card says nothing."""
    noun = head_of(question)
    if any(len(word) == 1 and word not in _MEASURES for word in asked_words(question)):
        return False
    titles = " ".join(tree.wording(book.document, part) for part in tree.top_sections(book.document))
    return len(noun) < 2 or noun in load_words("lightwords") or meets(noun, f"{about(book)} {titles}")


def of_kind(question: Question, books: list[Book]) -> list[Book]:
    """Return the books of the kind (要点, 总结) and year that the question names, where some are; else all of them.

    A year that a title states is the document's own, whenever it was issued.
    """
    if len(question.places) > 1:
        return books
    kinds = KINDS.findall(question.text)
    kept = [book for book in books if any(kind in about(book) for kind in kinds)] or books
    return [book for book in kept if any(str(year) in book.title for year in question.years)] or kept


def _of_named_places(question: Question, books: list[Book]) -> list[Book]:
    """Return the books of the very places that the question names, or all of them when none is."""
    return [book for book in books if _own_place(book) in {place.name for place in question.places}] or books


def _is_meant(question: Question, book: Book) -> bool:
    """Say whether a document is of each body that the question names, and of a fair share of what else describes it.

    水务局的总结 is no other bureau's; 分拨机制由哪几部分组成 asks for no document's parts.
    """
    card, terms = about(book), [term for term in describing(question) if not term.entity]
    total = sum(term.weight for term in terms)
    met = sum(term.weight for term in terms if meets(term.text, card))
    head = f"{card} {title_block(book)}"
    bodies = all(stands_in(body, head) or meets(short_form(body), head) for body in question.bodies)
    return bodies and met >= SHARE_LEAST * total


def _own_place(book: Book) -> str:
    """Return the place that a document is of, without its class; a district's report is not its city's."""
    card = book.document.card
    return place_core(card.place.value) if card.place and not card.masked else ""


def _divided(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the outline of the one document whose division is asked for (分几块，标题是什么); a stated count must fit."""
    if not frames.STRUCTURE.search(question.text) or question.section is not None:
        return None
    meant = [book for book in described(question, finder.books(scope)) if _is_meant(question, book)]
    if len(meant) != 1 or (question.count and question.count != len(tree.top_sections(meant[0].document))):
        return None
    return tree.outline(meant[0].document, language=question.language, question=question)


def count(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the outline when a question counts a document's parts and items (一共几个部分多少项), or those of one part."""
    if frames.SECTION.search(question.text):
        return None  # what that part has, not the document
    if parted.find_part(question):
        return parted.answer(question, of_kind(question, list(finder.books(scope))))
    if question.asked == "quantity" and (held := subheads.annexes(question, scope, finder)):
        return replace(held, kind="fact", short=f"{len(held.items)}个", items=())
    if (
        question.kind == "compute"
        or question.asked != "quantity"
        or not all(
            slot.unit in {"部分", "个部分", "方面", "个方面", "点", "项", "条", "章", "个"} for slot in question.slots
        )
    ):
        return None
    if not frames.PARTS.search(question.text):
        return None
    books = of_kind(question, list(finder.books(scope)))
    whole = [b for b in books if tree.is_whole_document(question, b)]
    if not whole:
        whole = [
            book
            for book in described(question, books)
            if frames.STRUCTURE.search(question.text)
            or all(meets(term.text, about(book)) for term in describing(question))
        ]
    whole = _of_named_places(question, whole)
    drafts = [d for book in whole if (d := tree.outline(book.document, language=question.language, question=question))]
    if len(drafts) != 1:
        return None
    return replace(drafts[0], short=tree.count_parts(whole[0].document))
