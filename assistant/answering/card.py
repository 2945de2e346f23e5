"""The document's card: number, issuer, dates, title and the rest, each with the words it was read from, or 未标明."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from assistant.answering import fact
from assistant.described import about, described, meets, stands_for
from assistant.draft import Draft, Quote, Statement
from assistant.evidence import Book
from assistant.finding import Finder
from assistant.folding import fold
from assistant.question import frames
from assistant.question.bodies import names_same
from assistant.question.model import AskedFor, CardFieldName, Question, Term
from assistant.question.pointing import only_points
from assistant.question.terms import coverage
from assistant.question.words import load_words
from assistant.refusing import clarify, not_found
from assistant.scoping import Scope
from assistant.wording import label, say
from corpus.card.dates import find_date
from corpus.model import Card, CardField, Document, Span

NAMES: Final[dict[CardFieldName, tuple[str, str]]] = {
    "number": ("文号", "Document number"), "issuer": ("发文机关", "Issued by"), "signer": ("签发人", "Signed by"),
    "title": ("标题", "Title"), "addressee": ("主送", "Addressed to"), "issued": ("成文日期", "Date of issue"),
    "printed": ("印发日期", "Printed on"), "place": ("地点", "Place"), "kind": ("文种", "Kind"), "date": ("日期", "Date"),
    "publisher": ("来源", "Published by"), "author": ("作者、编辑", "Author or editor"), "classification": ("密级", "Classification"),
}  # fmt: skip
DATES: Final[dict[str, tuple[str, str]]] = {
    "published": ("发布日期", "Published on"), "event": ("会议（事件）日期", "Date of the event"), "printed": ("印发日期", "Printed on"),
}  # fmt: skip
MOST = 3
TITLED_LEAST = 0.5  # of the question's weight that the title of a document meant by it holds
LEAD = 150  # characters with which an untitled text says what it is about
CALLED_LEAST = 0.6  # the same of a document that is called by the name of another kind of text
NAMED_LEAST = 0.34  # of the question's weight that card and opening hold of a document that is meant itself
_POINTED = re.compile(r"[这那该本][一]?[篇份个则条封]|此[文件]|报道|新闻|文章|稿|讲话|消息|通讯|帖|推文")
_PRESS = re.compile(
    r"成文|标题|题目|文号|编号|密级|签发|主送|记者|编辑|作者|来源|报|网|通讯员|审|日期|时间|落款|单位|机关|发布|印发|出台|制定"
)
_TEXT = re.compile(
    r"条例|办法|方案|标准|清单|指引|目录|措施|规定|细则|制度|规划|计划|意见|守则|章程|公约|手册|汇编|案例集|白皮书|指南|规范|准则|纲要|协议|倡议书|宣言|通知|要点|总结|报告|纪要|公报|通报|公告|公示|简报|答复|函"
)
_ISSUE = re.compile(r"印发|下发|制[定订发]|出台|发布|公布|颁布|编[制写印]|通过|施行|签发|撰写|起草|审[核定]|刊[发登]")
_ASKED_OF: Final[dict[CardFieldName, AskedFor]] = {
    "issued": "time", "date": "time", "printed": "time", "issuer": "body", "author": "person", "signer": "person", "publisher": "body",
}  # fmt: skip
_ISSUED_BY = re.compile(r"(?P<body>[\u4e00-\u9fff]{3,20}?)(?:印发|下发|制发|发布|发出|发)的")


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the asked fields of the document or documents in scope; None when too many documents fit."""
    documents = list(finder.documents(scope))
    own = [t for t in question.terms if not any(pattern.search(t.text) for _, pattern in frames.CARD_FIELDS)]
    if len(documents) > MOST and (not own or only_points(question.text)) and scope.documents is None:
        return clarify(question, documents)
    if len(documents) > 1 and not scope.named:
        documents = _most_likely(question, scope, finder, documents)
    if not documents or len(documents) > MOST:
        return None
    if within := _of_a_text_within(question, own, scope, finder, documents):
        return within
    of_cited = "number" in question.card_fields and any(_number_beside(question, document) for document in documents)
    if not of_cited and all(_tells_of_another_text(question, own, finder.shelf.open(d)) for d in documents):
        return _told_of_issue(question, scope, finder) or not_found(question, scope, finder)
    if len(documents) == 1 and (corrected := _other_issuer(question, documents[0])):
        return corrected
    lines: list[Statement] = []
    shorts: list[str] = []
    stated = wanted = 0
    for document in documents:
        fields = _asked_fields(question, document.card)
        wanted += len(fields)
        if "number" in fields and (cited := _number_beside(question, document)):
            stated += 1  # another text's number: then the card's other fields are not what was asked for either
            shorts.append(cited.text)
            lines.append(
                Statement(f"{_title('number', (), document.card, question.language)}**{cited.text}**", (cited,))
            )
            if {"issued", "date"} & set(fields) and (day := _day_told(document)) is not None:
                stated += 1
                shorts.append(day.text)
                lines.append(
                    Statement(f"{_title('issued', (), document.card, question.language)}**{day.text}**", (day,))
                )
            continue
        for name in fields:
            found = _of_role(question, name, _find(document.card, name, question), document)
            if name in {"issued", "date"} and {"author", "publisher"} & set(fields):
                found = _day_of_page(document) or found
            if name in {"issued", "date"} and _HOUR_ASKED.search(question.text):
                hours = _with_hour(found, document)
                found, wanted = hours or found, wanted + (not hours)  # the day alone is half of what was asked
            title = _title(name, found, document.card, question.language)
            if not found:
                lines.append(
                    Statement(f"{label(document)}：{title}{say('not_stated', question.language)}。", frame=True)
                )
                continue
            stated += 1
            value = "；".join(_shown(name, field.value, question.language) for field in found)
            shorts.append(value)
            quotes = tuple(Quote(document, field.span) for field in found if field.span is not None)
            lines.append(Statement(f"{label(document)}：{title}**{value}**", quotes, frame=not quotes))
        if _PAGE_ASKED.search(question.text) and (page := _page(document, question.language)):
            lines.append(page)
    if not stated:
        return Draft(
            status="not_found",
            kind="card",
            statements=tuple(lines),
            confidence=0.6,
            documents=tuple(d.id for d in documents),
        )
    complete = stated == wanted
    return Draft(
        status="answered" if complete else "partial",
        kind="card",
        statements=tuple(lines),
        short="；".join(dict.fromkeys(shorts)) if complete and len(documents) == 1 else None,
        items=tuple(shorts) if len(documents) > 1 else (),
        confidence=0.92,
        documents=tuple(d.id for d in documents),
    )


def _of_a_text_within(
    question: Question, terms: Sequence[Term], scope: Scope, finder: Finder, documents: Sequence[Document]
) -> Draft | None:
    """Return the day that a sentence tells of a text which is only spoken of (《轮换办法》4月底前出台), else None."""
    own = [term for term in terms if not term.entity]
    titles = [fold(" ".join(field.value for field in document.card.titles)) for document in documents]
    if not own or not set(question.card_fields) <= {"issued", "date"}:
        return None
    if any(coverage(own, title) >= TITLED_LEAST for title in titles):
        return None
    return _told_of_issue(question, scope, finder)


def _told_of_issue(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return when a text came about or went out, or through whom, from the sentence that tells it; None when none does."""
    asked: AskedFor | None = next((_ASKED_OF[name] for name in question.card_fields if name in _ASKED_OF), None)
    if asked is None:
        return None
    told = fact.answer(replace(question, kind="fact", asked=asked, card_fields=()), scope, finder)
    quotes = [quote for statement in told.statements for quote in statement.quotes] if told and told.short else []
    return told if any(_ISSUE.search(quote.text) for quote in quotes) else None


def _tells_of_another_text(question: Question, terms: Sequence[Term], book: Book) -> bool:
    """Say whether a question is of a text that the document only speaks of: neither its card nor its opening names it.

    个人破产条例哪年出台的 is not of the report that mentions the 条例. Who points to the report itself (那篇讲…的报道) means it.
    """
    if question.titles or question.numbers or only_points(question.text):
        return False
    fields = [Span(*hit.span()) for _, pattern in frames.CARD_FIELDS for hit in pattern.finditer(question.text)]
    stands = {term.text: question.text.find(term.text) for term in terms}
    beside = [
        t for t in terms if not any(f.overlaps(Span(stands[t.text], stands[t.text] + len(t.text))) for f in fields)
    ]
    terms = [
        term for term in terms if term in beside or _TEXT.search(term.text)
    ]  # 发文, 字号 of 发文字号 are no matter
    around = f"{about(book)} {fold(book.document.name)} {'' if book.document.card.titles else book.folded[:LEAD]}"
    named = [hit.group() for hit in _TEXT.finditer(question.text)]
    matter = [term for term in terms if not term.entity and len(term.text) > 1 and not _PRESS.search(term.text)]
    if named and not any(name in around for name in named):  # 党建工作的那个方案 may be what somebody calls the 要点
        own = [t for t in terms if len(t.text) > 1 and not _TEXT.search(t.text) and not _PRESS.fullmatch(t.text)]
        rest = [term for term in own if term.text not in load_words("lightwords")]
        met = sum(term.weight for term in rest if meets(term.text, around))
        return bool(rest) and met < CALLED_LEAST * sum(term.weight for term in rest)
    return not _POINTED.search(question.text) and bool(matter) and coverage(matter, around) < NAMED_LEAST


def page(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the page of the newspaper when it alone is asked for, of the one document that is described; else None."""
    if question.kind == "card" or question.language == "en" or not _PAGE_ASKED.search(question.text):
        return None
    documents = list(finder.documents(scope))
    if len(documents) > 1:
        documents = _most_likely(question, scope, finder, documents)
    pages = [(d, line) for d in documents if (line := _page(d, question.language)) is not None]
    if len(pages) != 1:
        return None
    document, line = pages[0]
    return Draft("answered", "card", (line,), short=line.quotes[0].text, confidence=0.8, documents=(document.id,))


def _other_issuer(question: Question, document: Document) -> Draft | None:
    """Return the correction when the question says that another body issued the document (组织部发的要点), else None."""
    issuer = document.card.issuer
    claimed = _ISSUED_BY.search(question.text)
    if issuer is None or claimed is None or "issuer" in question.card_fields:
        return None
    bodies = [body for body in question.bodies if claimed["body"].endswith(body) or body.endswith(claimed["body"])]
    if not bodies or any(stands_for(b, i) or names_same(b, i) for b in bodies for i in [fold(issuer.value)]):
        return None
    line = say("wrong_issuer", question.language, actual=issuer.value, asked=bodies[0])
    quotes = (Quote(document, issuer.span),) if issuer.span is not None else ()
    return Draft("partial", "card", (Statement(line, quotes, frame=True),), confidence=0.3, documents=(document.id,))


def _shown(name: CardFieldName, value: str, language: str) -> str:
    """Return a field as people write it: 2025-03-27 is 2025年3月27日 in Chinese."""
    parts = value.split("-")
    if name not in {"issued", "printed", "date"} or language == "en" or not all(part.isdigit() for part in parts):
        return value
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False))


def _find(card: Card, name: CardFieldName, question: Question) -> tuple[CardField, ...]:
    """Return the field as the card has it; the day of publishing where that is asked for."""
    if name == "title":
        return card.titles[:2]
    if name in {"issued", "date"}:
        date = card.published if card.published is not None and "发布" in question.text else card.date
        return (date,) if date else ()
    field: CardField | None = getattr(card, name)
    return (field,) if field else ()


_CITED = re.compile(
    r"《(?P<title>[^《》]{4,60})》\s?[(（](?P<number>[^()（）《》,，;；]{2,14}[〔\[［]\d{4}[〕\]］]\d{1,5}号)"
)
CITED_LEAST = 0.9  # of the question's weight that the title before a number must hold


def _number_beside(question: Question, document: Document) -> Quote | None:
    """Return the number behind a title in the text (《方案》(示发〔2026〕8号)) that the question describes, or None.

    A document whose own title is described as well, and which has a number, is what is meant.
    """
    own = [term for term in question.terms if not term.entity and len(term.text) > 1]
    terms = [term for term in own if not any(pattern.search(term.text) for _, pattern in frames.CARD_FIELDS)]
    title = fold(" ".join(field.value for field in document.card.titles))
    if document.card.number is not None and coverage(terms, title) >= CITED_LEAST:
        return None
    for cited in _CITED.finditer(document.text):
        if coverage(terms, fold(cited["title"])) >= CITED_LEAST:
            return Quote(document, Span(cited.start("number"), cited.end("number")))
    return None


_ISSUED_ON = re.compile(
    r"(?P<day>(?:(?:19|20)\d{2}年|今年|去年)?\d{1,2}月\d{1,2}日)(?:正式|对外|由[^，。；\n]{2,20})?(?:印发|下发|发布|出台)"
)


def _day_told(document: Document) -> Quote | None:
    """Return the one day on which the text says that the text it cites went out; None when it names none or several."""
    days = {hit["day"]: Span(*hit.span("day")) for hit in _ISSUED_ON.finditer(document.text)}
    return Quote(document, *days.values()) if len(days) == 1 else None


_ROLES = ("记者", "通讯员", "编辑", "责编", "美编", "二审", "三审", "作者")
_WRITERS = frozenset({"记者", "作者"})
_WRITING = ("记者", "通讯员", "作者")
_WRITTEN = re.compile(r"谁(?:采写|撰写|写|采访)|采写|撰写|撰稿")
_DAY_ASKED = re.compile(r"哪(?:一)?[天日]|什么时候|何时|几月几[日号]|几号|日期")
_PAPER_ASKED = re.compile(r"(?:什么|啥|哪(?:一)?(?:家|个|份)?)(?:报|媒体|网站|网)")
_PAGE_ASKED = re.compile(r"第?几(?:个)?版(?!本)|哪(?:一|个)?版面?(?!本)|版面|版次")
_PAGE = re.compile(r"第\s?(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s?版|[A-Z]\d{1,2}\s?版")
_HOUR_ASKED = re.compile(r"几点|几时|钟点|[什啥]么?时刻")
_HOUR = re.compile(r"\s*\d{1,2}[:：时点]\d{2}(?:分|[:：]\d{2})?")
_HEAD = 600  # characters of a text's beginning, and of its end, where a newspaper names its page


def _asked_fields(question: Question, card: Card) -> tuple[CardFieldName, ...]:
    """Return the fields that are asked for; the day of a report beside its newspaper or authors (哪家报纸登的,哪天).

    Of a document that was printed on another day than it is dated, both days are given when 印发 is asked for.
    """
    fields = question.card_fields
    if "author" in fields and "publisher" not in fields and _PAPER_ASKED.search(question.text):
        fields = ("publisher", *fields)
    if "issued" in fields and card.printed is not None:
        if card.issued is None:
            fields = tuple("printed" if name == "issued" else name for name in fields)
        elif "印" in question.text:
            fields = (*fields, "printed")
    credited = {"publisher", "author"} & set(fields)
    if credited and not {"issued", "date", "printed"} & set(fields) and _DAY_ASKED.search(question.text):
        return (*fields, "date")
    return fields


def _of_role(
    question: Question, name: CardFieldName, found: tuple[CardField, ...], document: Document
) -> tuple[CardField, ...]:
    """Return the credits that name the role which was asked for (二审是谁); a role nobody is named for is not stated.

    Names that stand without any role beside a newspaper's name are those of its writers. A role that the card does not
    know of may have a line of its own at the text's head or foot (责编：…).
    """
    roles = [role for role in _ROLES if role in question.text]
    if _WRITTEN.search(question.text):
        roles += [role for role in _WRITING if role not in roles]
    if not roles or name != "author":
        return found
    writers = bool(_WRITERS & set(roles))
    kept = tuple(
        field
        for field in found
        if any(role in field.value for role in roles)
        or (writers and not any(role in field.value for role in _ROLES))
        or field.value == ""
    )
    if set(roles) <= set(_WRITING) and writers and kept and not any(role in kept[0].value for role in _ROLES):
        return kept
    roles = ["责任编辑" if role == "责编" and "责任编辑" in document.text else role for role in roles]
    own = [role for role in roles if not any(role in field.value for field in kept)]
    lines = (_credit(document, role) for role in own)
    return (*kept, *(line for line in lines if line is not None))


def _credit(document: Document, role: str) -> CardField | None:
    """Return the credit of a role that stands with its names at the head or foot of the text, or None."""
    text = document.text
    pattern = re.compile(
        rf"{role}[:：\u3000 ]+(?:(?!{'|'.join(_ROLES)})[\u4e00-\u9fff·]{{2,4}}(?![\u4e00-\u9fff]*[:：])[、 \u3000]?)+"
    )
    for start, end in ((0, _HEAD), (max(0, len(text) - _HEAD), len(text))):
        if hit := pattern.search(text, start, end):
            value = hit.group().rstrip("、 \u3000")
            return CardField(value, Span(hit.start(), hit.start() + len(value)))
    return None


def _day_of_page(document: Document) -> tuple[CardField, ...]:
    """Return the day that stands beside the page in a newspaper's head (2024年9月26日 > 第03版), when the card has none."""
    if document.card.published is not None:
        return ()
    page = _PAGE.search(document.text, 0, _HEAD)
    if page is None:
        return ()
    line = document.text.rfind("\n", 0, page.start()) + 1
    found = find_date(document.text, Span(line, page.start()))
    return (found,) if found is not None else ()


def _with_hour(found: tuple[CardField, ...], document: Document) -> tuple[CardField, ...]:
    """Return those days behind which the text states the hour (2022-01-17 07:58), each with it."""
    told = []
    for field in found:
        hour = _HOUR.match(document.text, field.span.end) if field.span is not None else None
        if field.span is not None and hour is not None:
            span = Span(field.span.start, hour.end())
            told.append(CardField(span.of(document.text), span))
    return tuple(told)


def _page(document: Document, language: str) -> Statement | None:
    """Return the page of the newspaper that the text names in its head or foot (第03版), or None."""
    text = document.text
    for start, end in ((0, _HEAD), (max(0, len(text) - _HEAD), len(text))):
        if hit := _PAGE.search(text, start, end):
            quote = Quote(document, Span(hit.start(), hit.end()))
            return Statement(f"{label(document)}：{say('page', language)}**{hit.group()}**", (quote,))
    return None


def _title(name: CardFieldName, found: tuple[CardField, ...], card: Card, language: str) -> str:
    column = 1 if language == "en" else 0
    names = NAMES[name]
    if found and name in {"issued", "date"} and found[0] is not card.issued:
        kind = "printed" if found[0] is card.printed else "event" if found[0] is card.event else "published"
        names = DATES[kind]
    return names[column] + (": " if language == "en" else "：")


def _most_likely(question: Question, scope: Scope, finder: Finder, documents: list[Document]) -> list[Document]:
    """Return those documents that the rest of the question points to; all when it points to none."""
    card_only = [d for d in documents if all(_find(d.card, name, question) for name in question.card_fields)]
    papers = [d for d in documents if d.card.publisher and fold(d.card.publisher.value) in question.text]
    if papers and len(papers) < len(documents):
        documents = papers
        if len(papers) == 1:
            return papers
    meant = described(question, [finder.shelf.open(document) for document in documents])
    if 0 < len(meant) <= MOST:
        return [book.document for book in meant]
    of_kind = [d for d in documents if d.card.kind and fold(d.card.kind.value) in question.text]
    if 0 < len(of_kind) <= MOST:
        return of_kind
    if question.terms:
        ranked = finder.candidates(question, scope)[:5]
        if ranked and ranked[0].context >= 0.6:
            near = [c.document for c in ranked if c.score >= 0.9 * ranked[0].score]
            return list({d.id: d for d in near}.values())
    if scope.documents is not None and card_only:
        return card_only
    return card_only if 0 < len(card_only) < len(documents) else documents
