"""A definition: the sentence that says what a term means, or that the documents only name it."""

from __future__ import annotations

import re

from assistant.answering import listing, several, tree
from assistant.answering.excerpt import excerpt
from assistant.deciding import meets_subject
from assistant.draft import Draft, Quote, Statement
from assistant.enumerations import find_enumerations
from assistant.evidence import Book, Candidate, Sentence
from assistant.finding import Finder
from assistant.folding import fold
from assistant.model import Status
from assistant.question.model import Question
from assistant.question.terms import tokenize
from assistant.scoping import Scope
from assistant.wording import say
from corpus.model import Span
from corpus.numerals import read_number

LEAST_SAID = 8  # characters behind a term's colon or dash that can say what it is
TITLE_SHARE = 0.33  # of a heading's characters that a term makes up before what stands below it is about the term
_SPELT = re.compile(
    r"[”》]?[^,。;]{0,14}(?:机制|模式|制度|系统|体系|办法|平台|工作法|行动|项目|计划)?,"
    r"(?:通过|将|实行|把|做到|聚焦|推动|围绕|采用|以|打造|实现|每|由|对|凡|让|规定|要求|明确|原则上|即|也就是)"
)
"""A new thing's name, then a clause without a subject of its own: what the thing is."""
_LEVELS = re.compile(r"[国省市县区镇街乡村社组企户]{2,6}$")
"""Levels of administration in a row, as they stand before the term that counts them: 省市镇村“四级联动”."""
_APPOSED = re.compile(r"“[^“”]{4,40}”的“?$")
"""Words in quotes that a term only names the kind of: “围绕中心、建设队伍、服务群众”的核心任务."""
_REFERRED = re.compile(r"(?:落实|贯彻|按照|根据|围绕|聚焦|结合|依据|部署和|遵循)[^,。;]{0,10}$")
"""The name of a thing that is taken as known: what follows is not about it."""
_AS = re.compile(r"以“?$")
"""Of 以“…”为总品牌,实行年度淘汰 what follows is not about the name either."""
_IN = re.compile(r"[里中上的]")
_ASKS_WHAT = re.compile(
    r"(?<!指)(?<!指的)是(?:一?个|一?种)?(?:什么|啥)(?:样的)?(?:东西|玩意儿?|名堂|来头)?(?:来着|呀|啊|呢)?(?:$|[?,])|(?:什么|啥)是“|是(?:干|比|做)(?:什么|啥)的"
)
"""What is asked is only what a thing is, which its kind tells; what it means needs more."""
_KIND_BEHIND = re.compile(r"”(?P<kind>[\u3400-\u9fff]{4,16}?)(?=[,。;、]|$)")
_QUOTES = re.compile(r"[“”\"'‘’《》]")


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the defining sentences of each named term, or a partial answer that shows where it is only mentioned."""
    terms = split_terms(question.definition_of or question.spelled_out)
    if not terms:
        return None
    if question.definition_of and not any(_mentions(term, scope, finder) for term in terms):
        terms = [_without_place(term, question) for term in terms]  # 中山党建链, but 深圳标杆 as it stands
    short = _IN.split(terms[-1])[-1]  # 那个办法里党建经费: the words before the term only say where it stands
    if len(short) > 2 and not any(_mentions(term, scope, finder) for term in terms):
        terms = [short] if any(defines(short, s.text) for _, s in _mentions(short, scope, finder)) else terms
    mentions = {term: _about(question, scope, _mentions(term, scope, finder)) for term in terms}
    known = {term: found for term, found in mentions.items() if found}
    if not known:
        return None
    statements: list[Statement] = []
    unexplained: list[str] = []
    documents: list[str] = []
    for term, found in known.items():
        defining = [(b, s) for b, s in found if defines(term, s.text)]
        if defining:
            book, sentence = defining[0]
            statements.append(Statement(_trimmed(book, sentence, term), (_quote(book, sentence, term),)))
        else:
            described = _described(term, found, members=bool(question.spelled_out))
            if described is None and _ASKS_WHAT.search(question.text):
                described = _of_a_kind(term, found)
            if described is not None:
                book, span = described
                statements.append(Statement(span.of(book.document.text), (Quote(book.document, span),)))
            else:
                unexplained.append(term)
                book, sentence = found[0]
                statements.append(Statement(say("unexplained", question.language, term=term), frame=True))
                statements.append(Statement(f"“{_quote(book, sentence, term).text}”", (_quote(book, sentence, term),)))
        documents.append(book.document.id)
    if unexplained and several.asks(question) and (listed := listing.answer(question, scope, finder)):
        return listed  # 三个“不兜”
    status: Status = "partial" if unexplained else "answered"
    return Draft(
        status=status,
        kind="explain",
        statements=tuple(statements),
        confidence=0.35 if unexplained else 0.8,
        documents=tuple(dict.fromkeys(documents)),
    )


def split_terms(subject: str) -> list[str]:
    """Return the terms that a definition question names: those in quotes, else the whole subject."""
    quoted = re.findall(r"[“\"《]([^”\"》]{2,30})[”\"》](?![^“\"《]{0,4}的[“\"《])", subject)
    if quoted:
        return list(dict.fromkeys(quoted))[-3:] if len(quoted) > 1 else quoted
    plain = _QUOTES.sub("", subject)
    plain = re.sub(
        r"^(?:文件|资料|讲话|文中|原文|要点|通知|报道|文章|里|中|提到|说|讲|所说|的|这个|那个|党建)*(?:里|中|提到|所说|说|讲)的|^(?:里的|中的|的)",
        "",
        plain,
    )
    return [plain.strip()] if 2 <= len(plain.strip()) <= 24 else []


def _without_place(term: str, question: Question) -> str:
    """Return a term without the place that it opens with."""
    lead = next((place.surface for place in question.places if term.startswith(place.surface)), "")
    rest = term[len(lead) :].removeprefix("市" if lead[-1:] != "市" else "")
    return rest if len(rest) > 1 else term


def _mentions(term: str, scope: Scope, finder: Finder) -> list[tuple[Book, Sentence]]:
    plain = _QUOTES.sub("", fold(term))
    return [
        (book, sentence)
        for book in finder.books(scope)
        for sentence in book.sentences
        if not sentence.furniture and plain in _QUOTES.sub("", sentence.text)
    ]


def _about(question: Question, scope: Scope, found: list[tuple[Book, Sentence]]) -> list[tuple[Book, Sentence]]:
    """Return the mentions that are said of the bodies and places which the question names."""
    return [(b, s) for b, s in found if meets_subject(question, scope, Candidate(b, s, 0, 0, 0))]


def defines(term: str, text: str) -> bool:
    """Say whether folded sentence `text` defines `term`: X是指…, X,就是…, X即…, 所谓X…, X:…, …叫作X, X(…)."""
    word = re.escape(fold(term))
    pattern = (
        rf"[“《]?{word}[”》]?(?:,|:)?(?:就是|是指|指的是|即是|即(?!将|使|可|便)|是(?=一[种项个]|以|由|为了|实现|我们|党|全|推进|贯彻|做好|机关)|主要(?:是|包括)|包括|意味着|要求是)"
        rf"|(?:所谓|以下简称|简称|叫[作做]|称[作为]|称之为)[“《]?{word}|[“《]?{word}[”》]?(?::|—+)[^。]{{{LEAST_SAID},}}|[“《]?{word}[”》]?\((?!\d)[^)]{{4,}}\)"
    )
    return re.search(pattern, text) is not None


def _described(term: str, found: list[tuple[Book, Sentence]], *, members: bool) -> tuple[Book, Span] | None:
    """Return the sentence that spells a term out: its members right beside it, or what it does as the subject of its clause."""
    word = fold(term)
    for book, sentence in found:
        at, end = _standing(word, sentence.text)
        for run in find_enumerations(sentence.text):
            last = run.items[-1]
            follows = (0 <= at - run.span.end <= 3 or last.start < at < last.end) and re.search(
                r"[一二三四五六七八九十两]", word
            ) is not None
            opens = 0 <= run.span.start - end <= 5 and re.match(r"[”》]?(?::|即|包括|是|为|,即)", sentence.text[end:])
            if (follows or opens) and _fits_count(word, len(run.items)):
                return book, sentence.span
        pieces = word.split("+")
        if len(pieces) > 1 and all(
            re.search(rf"“{re.escape(piece)}”(?:是|指|即|为)", sentence.text) for piece in pieces
        ):
            return book, sentence.span
        levels = _LEVELS.search(re.sub(r"[(][^)]*[)]", "", sentence.text[:at]).rstrip("“"))
        if levels and _number(word) == len(levels.group()):
            return book, sentence.span
    if members:
        return None
    for book, sentence in found:
        at, end = _standing(word, sentence.text)
        if _APPOSED.search(sentence.text[:at]):
            return book, sentence.span
        if _REFERRED.search(sentence.text[:at]) or _AS.search(sentence.text[:at]):
            continue
        if _SPELT.match(sentence.text[end:]):
            return book, sentence.span
    for book, _ in found:
        for section in book.document.sections:
            title = fold(section.title.of(book.document.text))
            named = word in title and len(word) >= max(4, len(title) * TITLE_SHARE)
            if named and tree.body_sentences(book.document, section):
                return book, tree.body_sentences(book.document, section)[0]
    return None


def _of_a_kind(term: str, found: list[tuple[Book, Sentence]]) -> tuple[Book, Span] | None:
    """Return the sentence that says right behind a name in quotes what kind of thing it is (“城市之光”先锋榜样展示品牌)."""
    for book, sentence in found:
        at, end = _standing(fold(term), sentence.text)
        behind = _KIND_BEHIND.match(sentence.text[end:]) if sentence.text[at - 1 : at] == "“" else None
        words = list(tokenize(behind["kind"])) if behind else []
        telling = [word for word, tag in words if tag[:2] != "ns"]
        if (
            (len(telling) > 1 or (telling and len(words) == 1))
            and _number(term) is None
            and words[-1][1][:1] in {"n", "v"}
        ):
            return book, sentence.span
    return None


def _standing(word: str, text: str) -> tuple[int, int]:
    """Return where folded `text` has a term, marks of quotation within it passed over (“13388”行动); (0, 0) when nowhere."""
    hit = re.search("[“”]?".join(map(re.escape, word)), text)
    return hit.span() if hit else (0, 0)


def _fits_count(word: str, items: int) -> bool:
    """Say whether a numbered term (七项行动) can have this many members; terms without a number fit any."""
    return _number(word) in {None, items}


def _number(word: str) -> int | None:
    found = re.search(r"[一二三四五六七八九十两]+", word)
    return read_number(found.group()) if found else None


def _quote(book: Book, sentence: Sentence, term: str) -> Quote:
    anchor = Span(*_standing(fold(term), sentence.text))
    return excerpt(Candidate(book, sentence, 0, 0, 0), (), anchor)


def _trimmed(book: Book, sentence: Sentence, term: str) -> str:
    return _quote(book, sentence, term).text
