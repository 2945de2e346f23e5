"""Lists that stand in sub-headings or below a document: whose experience is told, what a meeting settled, what is annexed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering import tree
from assistant.described import OPENING, about, described, describing, meets
from assistant.draft import Draft, Quote, Statement
from assistant.evidence import Book
from assistant.finding import Finder
from assistant.folding import fold
from assistant.question import frames
from assistant.question.model import Question
from assistant.scoping import Scope
from assistant.wording import label, say
from corpus.model import Document, Section, Span
from corpus.numerals import read_number

LONGEST_NAME = 20  # characters of a name before the colon of a heading
_ANNEXES = re.compile(
    r"(?:几|哪些|多少|哪\S|什么)(?:个|份)?附件|附件(?:里)?(?:都|分别)?(?:有|是)(?:哪|什么|啥|几)"
    rf"|附(?:了|着|上|带)?(?:的)?(?:有|是)?(?:哪|几|什么|啥)(?:些|几|{frames.NUMERAL})?(?:样|份|个|种|张)?(?:东西|材料|表格?|文件|附件)?(?:$|[?,。])"
)
_ANNEX_LIST = re.compile(r"^[ \u3000]*附件?[::][ \u3000]*(?=1[.、])", re.MULTILINE)
_NUMBERED = re.compile(r"(?:^|(?<=[\s\u3000:;。]))(?P<n>\d{1,2})[.、](?!\d)")
_NOUN = r"支部|单位|部门|机关|地方|社区|街道|区县|县区|[市区县]|地|村|镇|企业|学校"
_NAMED = re.compile(rf"哪(?P<count>几|些|{frames.NUMERAL})(?:(?:个|家)(?P<noun>{_NOUN})?|(?P<bare>{_NOUN}))")
_COUNTED = re.compile(rf"(?P<count>{frames.NUMERAL})(?:个|家)(?P<noun>{_NOUN})")
_ANY_NAME = frozenset(["", "单位", "部门", "机关", "地方", "地", "区县", "县区"])
_NAME = re.compile(r"(?:支部|[局委办院厅区县市镇乡村]|中心|公司|集团|学校|社区|街道|医院)$")
_SETTLED = re.compile(
    rf"(?:议定?|定|研究|讨论|商量|审议|决定)(?:下来|过|到)?(?:了|的)?(?:是|有)?(?:哪|几)(?P<count>几|些|{frames.NUMERAL})?(?:件|个|项|桩)?(?:事项|事儿?|议题|问题)"
    r"|都(?:议|研究|讨论|商量|审议|决定|定)(?:下来|过|到)?(?:了|的)?(?:些)?(?:什么|啥)(?=$|[?,。])"
)
_OF_MATTERS = "关于"
_MINUTES = "会议纪要"  # of which each numbered part is a matter, however it is titled


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the list that sub-headings or the lines of annexes make up, or None."""
    for told in (annexes, names, called, matters):
        if found := told(question, scope, finder):
            return found
    return None


def asks_annexes(question: Question) -> bool:
    """Say whether annexes are what is to be listed."""
    return _ANNEXES.search(question.text) is not None


def annexes(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the annexes of the one document that is described, when annexes are what is to be listed; else None."""
    if not asks_annexes(question):
        return None
    books = described(question, finder.books(scope))
    found = [(b.document, spans) for b in books if (spans := _annexes_of(b))]
    if len(found) != 1:
        return None
    document, spans = found[0]
    if question.count not in {None, len(spans)}:
        return None
    items = [" ".join(span.of(document.text).split()) for span in spans]
    lines = [Statement(f"- {item}", (Quote(document, span),)) for item, span in zip(items, spans, strict=True)]
    return _listed(question, document, lines, items)


def _annexes_of(book: Book) -> list[Span]:
    """Return the annexes that a document has; those that it names below its text, when they are not with it."""
    if held := [s.heading for s in book.document.sections if tree.is_annex(s)]:
        return held
    named: list[Span] = []
    if (start := _ANNEX_LIST.search(book.folded)) is not None:
        blank = book.folded.find("\n\n", start.end())
        end = blank if blank >= 0 else len(book.folded)
        labels: list[re.Match[str]] = []
        for hit in _NUMBERED.finditer(book.folded, start.end(), end):
            if int(hit["n"]) != len(labels) + 1 or (labels and hit.start() - labels[-1].end() > tree.LONGEST_LEAD):
                break
            labels.append(hit)
        for at, hit in enumerate(labels):
            line = book.folded.find("\n", hit.end(), end)
            stop = min(labels[at + 1].start() if at + 1 < len(labels) else end, line if line >= 0 else end)
            inner = book.folded[hit.end() : stop].rstrip("\n ;。\u3000")
            lead = len(inner) - len(inner.lstrip(" \u3000"))
            named.append(Span(hit.end() + lead, hit.end() + len(inner)))
    return named if len(named) > 1 else []


def names(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return whom the sub-headings name before their colon (甲局第二支部：把…变成…), when those are what is asked for."""
    asked = _NAMED.search(question.text)
    if asked is None:
        return None
    said = _COUNTED.search(question.text)
    count = next((read_number(hit["count"]) for hit in (asked, said) if hit and hit["count"] not in {"几", "些"}), None)
    count = count or question.count
    noun = asked["noun"] or asked["bare"] or (said["noun"] if said else "")
    found: list[tuple[Document, list[Span]]] = []
    for book in described(question, finder.books(scope)):
        document, card = book.document, about(book)
        terms = [t for t in describing(question) if t.text not in asked.group() and t.text != noun and not t.entity]
        if not all(meets(term.text, card) or term.text in _TOLD for term in terms):
            continue
        runs = [_names_in(document, document.children(s.index if s else None)) for s in (None, *document.sections)]
        for spans in (*runs, *(() if any(len(run) > 1 for run in runs) else (_opening_paragraphs(book),))):
            fitting = noun in _ANY_NAME or all(span.of(document.text).endswith(noun) for span in spans)
            if len(spans) > 1 and fitting and count in {None, len(spans)}:
                found.append((document, spans))
    if len(found) != 1:
        return None
    document, spans = found[0]
    items = [span.of(document.text) for span in spans]
    return _listed(question, document, _numbered(document, spans), items)


def called(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return what each of several bodies calls its own, as sub-headings tell it (南埠区：“暖埠红”敲开老楼门); else None."""
    asked = frames.SEVERAL_NAMES.search(question.text)
    if asked is None:
        return None
    counts = [read_number(n) or 0 for n in re.findall(rf"({frames.NUMERAL})(?:个|家)?(?:{_NOUN})", asked.group())]
    ends = tuple("区县市" if (noun := asked["noun"])[-1] in "区县市" or noun in _ANY_NAME else (noun,))
    found: list[tuple[Document, list[Span]]] = []
    for book in finder.books(scope):
        card, document = about(book), book.document
        others = [t for t in describing(question) if t.text not in asked.group() and not t.entity]
        if not all(meets(term.text, card) for term in others):
            continue
        headings = [_names_in(document, document.children(s.index if s else None)) for s in (None, *document.sections)]
        for names_of in (*headings, _opening_paragraphs(book)):
            own = [hit for span in names_of if (hit := _OWN_NAME.match(book.folded, span.start))]
            if len(own) < len(names_of):
                own = [hit for span in names_of if (hit := _SHORT.match(book.folded, span.start))]
            of_noun = all(span.of(document.text).endswith(ends) for span in names_of)
            if len(own) > 1 and len(own) == len(names_of) and of_noun and (not counts or sum(counts) == len(own)):
                found.append((document, [Span(*hit.span()) for hit in own]))
                break
    if len(found) != 1:
        return None
    document, spans = found[0]
    items = [span.of(document.text) for span in spans]
    return _listed(question, document, _numbered(document, spans), items)


_OWN_NAME = re.compile(r"[^:\n]{2,20}:[^。\n“]{0,6}“[^”\n]{2,20}”")
_SHORT = re.compile(r"[^:\n]{2,20}:[^,;。\n]{2,12}(?=\n)")  # 纱帽巷社区:灯泡书记
_TOLD = frozenset(
    "介绍 交流 发言 上台 经验 做法 讲 写 写到 讲到 材料 走 去 走访 走进 采访 看 到 记者 巡礼 走笔".split()
)


def _names_in(document: Document, sections: Sequence[Section]) -> list[Span]:
    found: list[Span] = []
    for section in sections:
        title = section.title.of(document.text)
        name = re.split("[：:]", title)[0]
        if 2 < len(name) < min(len(title), LONGEST_NAME) and _NAME.search(fold(name)):
            found.append(Span(section.title.start, section.title.start + len(name)))
    return found


def _opening_paragraphs(book: Book) -> list[Span]:
    """Return the names before the colon that opens a paragraph (南埠区：“暖埠红”敲开老楼门。…), when no heading has them."""
    found = []
    for sentence in book.sentences:
        opens = book.paragraph(sentence)[0] is sentence and not sentence.furniture
        name = sentence.text.split(":")[0] if opens else ""
        if 2 < len(name) < min(len(sentence.text), LONGEST_NAME) and _NAME.search(name):
            found.append(Span(sentence.span.start, sentence.span.start + len(name)))
    return found


def matters(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the matters of a document whose parts are each titled by one (关于…), when it is asked what was settled."""
    asked = _SETTLED.search(question.text)
    if asked is None:
        return None
    books = []
    for book in described(question, finder.books(scope)):
        parts = [part for part in tree.top_sections(book.document) if not tree.is_annex(part)]
        titled = all(part.title.of(book.document.text).startswith(_OF_MATTERS) for part in parts)
        titled = titled or (bool(parts) and _MINUTES in about(book) and all(part.number for part in parts))
        terms = [term for term in describing(question) if term.text not in asked.group()]
        if len(parts) > 1 and titled and question.count in {None, len(parts)}:
            said = f"{about(book)} {book.folded[:OPENING]}"
            books += [book] if all(meets(term.text, said) for term in terms) else []
    return tree.outline(books[0].document, language=question.language, kind="list") if len(books) == 1 else None


def _numbered(document: Document, spans: Sequence[Span]) -> list[Statement]:
    return [
        Statement(f"{n}. {span.of(document.text)}", (Quote(document, span),), computed=(str(n),))
        for n, span in enumerate(spans, 1)
    ]


def _listed(question: Question, document: Document, lines: list[Statement], items: Sequence[str]) -> Draft:
    source = say("according", question.language, label=label(document)).rstrip("：: ")
    head = Statement(f"{source}，{say('total', question.language, count=len(items))}", frame=True)
    return Draft("answered", "list", (head, *lines), items=tuple(items), confidence=0.9, documents=(document.id,))
