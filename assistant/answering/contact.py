"""Ways to reach somebody: when a number, an address or a site is asked for, what is found must hold one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from assistant.deciding import judge
from assistant.described import about, described, describing, meets
from assistant.draft import Draft, Quote, Statement
from assistant.evidence import Book, Sentence
from assistant.finding import Finder
from assistant.question.model import Question, Term
from assistant.scoping import Scope
from assistant.wording import label, say

_ASK = (
    r"(?:和[^,。?怎如哪]{2,6}?(?=[发给报]|各|是多少|$))?(?:是|有|为|能|可以|给|发|留|呢|报|贴|抄|说|告诉)*(?:我|下|一?个|一下|来|过来|出来)*"
    r"(?:多少|(?:什么|啥|几|哪)(?![时钟点天些]|个时)|吗|没有|没|知道|$|[?,。])"
)
_WAYS: Final[tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]] = (
    (
        re.compile(
            rf"(?:手机号?|电话号?|座机|热线|联系方式|传真)码?{_ASK}|(?:哪个|什么|啥|几号|哪)(?:联系|举报|咨询|值班)?(?:电话|号码|热线)|(?:电话|手机|热线)打(?:多少|哪|什么)|打(?:给?谁|哪个?(?:电话|号)|什么电话|多少)|谁的?(?:手机|电话|号码)|(?<!备)(?<!备是)(?<!备案)(?<!案是)(?<!号是)多少号(?=[?,]|$)"
        ),
        re.compile(
            r"(?<!\d)0\d{2,3}[-—)]?\d{4,8}|\d{4}[-—]\d{6,8}|(?<!\d)1[3-9]\d{9}(?!\d)|"
            r"(?<!\d)[2-8]\d{2,3}[ -]?\d{4}(?!\d)|(?<!\d)(?:1\d{4}|400-?\d{3}-?\d{4})(?!\d)"
        ),
    ),
    (
        re.compile(rf"(?:邮箱|电子邮件|邮件地址|e-?mail)(?:地址)?{_ASK}|(?:哪个|什么|啥|哪)(?:电子)?(?:邮箱|信箱)"),
        re.compile(r"[\w.+-]+@[\w-]+\.\w+"),
    ),
    (
        re.compile(rf"(?:网址|网站地址|域名|(?<![排些行串])链接){_ASK}|(?:哪个|什么|啥)(?:网址|链接|域名)"),
        re.compile(r"https?:|www\.|[a-z0-9-]+\.(?:com|cn|org|gov|net)"),
    ),
    (
        re.compile(rf"(?:门牌号?码?|(?:具体|详细|通讯|通信|邮寄|办公|家庭)地址){_ASK}"),
        re.compile(r"\d+(?:-\d+)?号|[路街巷弄道栋幢楼]|\d[座层室]|村|社区"),
    ),
    (re.compile(rf"(?:邮编|邮政编码){_ASK}"), re.compile(r"(?<!\d)\d{6}(?!\d)")),
)  # fmt: skip


_REACHING = re.compile(r"(?:打给|联系|找|问|咨询|对接)(?:的是)?(?:谁|哪位|哪个人|什么人)|谁(?:联系|对接|接电话)")
_LINE = re.compile(r"^(?P<label>[^:,。;]{2,16}):(?P<value>[^。;]{2,60})$")
_REACHED = re.compile(r"电话|手机|热线|联系人|传真|邮箱|@")
_ENQUIRY = re.compile(r"联系人|联系(?:电话|方式)|咨询|答疑|解答")
_UNCLEAR = re.compile(
    r"不(?:明白|清楚|明|清|会)|明白|清楚|懂|疑问|问题|疑难|咨询|请教|了解|地方|内容|有事|人|不明|可以|可|该|打听|弄|^[搞整]"
)
"""Words with which somebody asks whom to ask; they name no matter."""
_OWN_LINE = re.compile(r"热线|举报|投诉|传真|邮箱|信箱|值班")
LONGEST_LINE = 60  # characters of a line that reaches somebody
LABEL_LEAST = 0.6  # of the weight of the words that tell what the call is about, which the label must hold


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the line 报名咨询:梁思雨,0000-2870164 whose label is what the call is about; None when none or several fit."""
    if question.kind not in {"fact", "list", "explain"} or question.language == "en":
        return None
    form = wanted(question) or (_WAYS[0][1] if _REACHING.search(question.text) else None)
    if form is None:
        return None
    found = [
        (book, s, fit) for book in finder.books(scope) for s in book.sentences if (fit := _fit(question, book, s, form))
    ]
    best = [entry for entry in found if entry[2] >= max(fit for *_, fit in found)]
    if len(best) == 1:
        book, sentence, _ = best[0]
        quote = Quote(book.document, sentence.span)
        return _draft(question, quote, quote.text.strip().replace(":", "：", 1).split("：", 1)[1].strip(" ；。"))
    if best:
        return None
    return (
        _general(question, scope, finder, form)
        or _noted(question, scope, finder, form)
        or _read(question, scope, finder)
    )


def _general(question: Question, scope: Scope, finder: Finder, form: re.Pattern[str]) -> Draft | None:
    """Return the one line that tells whom to ask about a document (联系人:邵某,电话:…), asked for no matter of its own."""
    named = tuple(t for t in question.terms if not _UNCLEAR.search(t.text) and not _ASKED_WORDS.search(t.text))
    books = list(finder.books(scope))
    meant = described(replace(question, terms=named), books) if len(books) > 1 else books
    if len(meant) != 1:
        return None
    (book,), own = meant, [t for t in _matter(question, meant[0]) if t in named]
    lines = [s for s in book.sentences if not s.furniture and _ENQUIRY.search(s.text) and form.search(s.text)]
    line = _OWN_LINE.search(question.text)  # the number of a hotline is not that of whoever answers questions
    lines = [s for s in lines if line is None or line.group() in s.text]
    if len(lines) != 1 or not all(meets(term.text, lines[0].text) for term in own):
        return None
    quote = Quote(book.document, lines[0].span)
    return _draft(question, quote, " ".join(quote.text.split()).strip(" ；。（）()"))


def _noted(question: Question, scope: Scope, finder: Finder, form: re.Pattern[str]) -> Draft | None:
    """Return the one line of several that reach somebody (融媒体中心 骆迅 电话:6639401(视频技术)) which names the matter.

    Its words beside the number tell what it is for; the lines must be of the one document that is meant.
    """
    books = list(finder.books(scope))
    meant = described(question, books) if len(books) > 1 else books
    if len(meant) != 1:
        return None
    (book,), own = meant, _matter(question, meant[0])
    lines = [s for s in book.sentences if not s.furniture and len(s.text) <= LONGEST_LINE and form.search(s.text)]
    lines = [s for s in lines if _REACHED.search(s.text)]
    held = [sum(term.weight for term in own if meets(term.text, s.text)) for s in lines]
    best = [s for s, weight in zip(lines, held, strict=True) if weight and weight == max(held)]
    if len(lines) < 2 or len(best) != 1:
        return None
    quote = Quote(book.document, best[0].span)
    return _draft(question, quote, " ".join(quote.text.split()).strip(" ；。"))


def is_of_many(question: Question, scope: Scope, finder: Finder) -> bool:
    """Say whether a number or an address is asked for, and several documents give one of that form."""
    form = wanted(question)
    giving = (
        (any(form.search(s.text) for s in book.sentences if not s.furniture) for book in finder.books(scope))
        if form
        else ()
    )
    return sum(giving) > 1


def is_of_matter(question: Question, book: Book, quoted: str) -> bool:
    """Say whether folded `quoted` is of what the call is about: where a document gives several numbers, its words tell."""
    form, own = wanted(question), _matter(question, book)
    several = form is not None and sum(form.search(s.text) is not None for s in book.sentences if not s.furniture) > 1
    return not several or not own or any(meets(term.text, quoted) for term in own)


def _matter(question: Question, book: Book) -> list[Term]:
    """Return the words that tell what the call is about: not those of the document's card, nor of calling."""
    card = about(book)
    return [t for t in describing(question) if not meets(t.text, card) and not _ASKED_WORDS.search(t.text)]


def _read(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the number or address in the sentence that answers best; None when it is not trusted or there are several."""
    form = wanted(question)
    if form is None:
        return None
    for candidate in finder.candidates(question, scope)[:1]:
        held = [hit.group() for s in candidate.book.sentences if not s.furniture for hit in form.finditer(s.text)]
        if len(held) == 1 and held[0] in candidate.sentence.text and judge(question, scope, candidate).holds:
            return _draft(question, Quote(candidate.document, candidate.sentence.span), held[0])
    return None


def _draft(question: Question, quote: Quote, value: str) -> Draft:
    source = say("according", question.language, label=label(quote.document))
    line = Statement(f"**{value}**\n\n{source}“{quote.text.strip()}”", (quote,))
    return Draft("answered", "fact", (line,), short=value, confidence=0.8, documents=(quote.document.id,))


def _fit(question: Question, book: Book, sentence: Sentence, form: re.Pattern[str]) -> float:
    """Return how much of what the call is about the label of a line names, in [0, 1]; 0 when it is no such line."""
    line = _LINE.match(sentence.text.strip())
    if line is None or sentence.furniture or not form.search(line["value"]):
        return 0.0
    terms = _matter(question, book)
    total = sum(term.weight for term in terms)
    held = sum(term.weight for term in terms if meets(term.text, line["label"]))
    return held / total if total and held >= LABEL_LEAST * total else 0.0


_ASKED_WORDS = re.compile(r"^(?:打|联系|找|问|电话|号码?|手机|热线|联系方式|对接|事|事儿|事情)$")


def wanted(question: Question) -> re.Pattern[str] | None:
    """Return the form of what the question asks for when it is a number or an address to reach somebody; else None."""
    return next((form for asked, form in _WAYS if asked.search(question.text)), None)
