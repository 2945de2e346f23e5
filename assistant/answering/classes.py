"""A list that an article leads to by the class of its entries: 有下列情形之一的, 程序为. The question names the same class."""

from __future__ import annotations

import re

from assistant.answering import tree
from assistant.described import about, describing, meets
from assistant.draft import Draft
from assistant.evidence import Book
from assistant.finding import Finder
from assistant.question import frames
from assistant.question.model import Question
from assistant.scoping import Scope
from corpus.model import Section
from corpus.numerals import read_number

MET_LEAST = 0.5  # of the weight of the question's own words in the lead
AHEAD = 0.25  # how much more of it than the next article of that class
_SOME = rf"(?:哪|几|什么|啥)(?:几|些|{frames.NUMERAL})?(?:个|种|道|样|类)?(?:样的)?"
_CLASSES = (
    (
        re.compile(rf"{_SOME}(?:步骤?|程序|流程|环节|手续|工序)"),
        re.compile(r"(?:程序|步骤|流程|环节|手续)[^,。;]{0,4}(?::|$)"),
    ),
    (
        re.compile(rf"{_SOME}(?:情况|情形|行为|事儿?(?!项|业|故|务|实|迹)|错|毛病)"),
        re.compile(r"(?:情形|情况)(?:之一)?(?:的|:|$)"),
    ),
)
"""How a class is asked for, and how an article says that its entries are of it."""
_STEPS = re.compile(r"步|程序|流程|环节|手续|阶段|依次|首先|然后")
_NOUNS = frozenset({"步骤", "程序", "流程", "环节", "手续", "阶段", "情形", "条件", "材料", "奖项", "场子", "场所"})
_PLAIN = re.compile(
    r"^(?:碰[上到]|遇[上到]|出现|发生|应当|应该|必须|需要|得|要|走|过|经过?|进行|步骤?|程序|流程|环节|情况|情形|行为|干|犯|就?别想?|事[能要会可就才])$"
)
_CASES = re.compile(r"(?:情形|情况)(?:之一)?的?(?:[,:]|$)|下列情形")
_OF_CASES = re.compile(
    r"哪[些几种]事|什么事|啥事|情形|情况|行为|条件|资格|时候|问题|毛病|错误|(?:什么|啥)样|哪(?:些|几|种)(?:个|类|种)?(?:的?人|者|党员|干部|同志|单位|支部|组织|对象|的(?=$|[?,]))"
)
_DENIED = re.compile(r"(?<!是)不(?!是|低于|少于|超过|满|足)|免|没有|禁止|严禁|[别休甭]想|没戏|没资格|没份")
_DAYS = re.compile(rf"(?P<n>{frames.NUMERAL})[天日]")
_FIGURE_ASKED = re.compile(r"几(?:个)?(?:工作)?[天日月年人次]")


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the entries of the one article that leads to the asked class in the question's matter; None when in doubt."""
    leads = [told for asked, told in _CLASSES if asked.search(question.text)]
    if not leads or question.aspect:
        return None
    found: list[tuple[float, Book, Section]] = []
    for book in finder.books(scope):
        for section in book.document.sections:
            words = lead(book, section)
            if words and any(told.search(words) for told in leads) and _fits(question, scope, book, section, words):
                card = about(book) if leads[0] is _CLASSES[0][1] else ""
                found.append((_share(question, words, card), book, section))
    found.sort(key=lambda entry: -entry[0])
    if not found or found[0][0] < MET_LEAST or (len(found) > 1 and found[0][0] - found[1][0] < AHEAD):
        return None
    return tree.below(found[0][1].document, found[0][2], language=question.language, kind="list")


def is_class(noun: str) -> bool:
    """Say whether a noun names what entries are, so that a list of other entries is none of them (步骤, 情形, 条件)."""
    return noun in _NOUNS


def lacks_steps(question: Question, text: str) -> bool:
    """Say whether steps are asked for of which folded `text` has no word."""
    return _CLASSES[0][0].search(question.text) is not None and _STEPS.search(text) is None


def lead(book: Book, section: Section) -> str:
    """Return the folded words of a section that stand before its numbered entries; nothing when it has none that are told."""
    children = book.document.children(section.index)
    if len(children) < 2 or any(child.number is None or not child.title for child in children):
        return ""
    return book.folded[section.heading.start : children[0].heading.start].rstrip("\n \u3000:") + ":"


def _fits(question: Question, scope: Scope, book: Book, section: Section, words: str) -> bool:
    children = book.document.children(section.index)
    if question.count not in {None, len(children)}:
        return False
    if not agrees(question, words):
        return False
    if _FIGURE_ASKED.search(question.text) and not re.search(r"\d", words):
        return False
    return all(meets(name, about(book)) for name in (*scope.wanted, *question.bodies))


def agrees(question: Question, words: str) -> bool:
    """Say whether question and lead both deny or both do not: what may not be is no answer to what may be."""
    return (_DENIED.search(question.text) is None) == (_DENIED.search(words) is None)


def may_list(question: Question, words: str) -> bool:
    """Say whether an article's entries may be what is asked for: 有下列情形之一的 has no 等次, but cases, or whom they befall."""
    return _CASES.search(words) is None or _OF_CASES.search(question.text) is not None


def _share(question: Question, words: str, card: str) -> float:
    """Return the share of the question's own words that the lead holds; of its common words when it has no other.

    Steps are those of the whole document when its card holds all other words (联建攻坚 has 三、实施步骤).
    """
    kept = [term for term in question.terms if not term.entity and not _PLAIN.match(term.text)]
    special = set(describing(question))
    terms = [term for term in kept if term in special] or kept
    longer = [term for term in terms if len(term.text) > 1]
    if card and longer and all(meets(term.text, card) for term in longer):
        return 1.0
    total = sum(term.weight for term in terms)
    met = [term for term in terms if meets(term.text, words) or _is_same_term(term.text, words)]
    return sum(term.weight for term in met) / total if total else 0.0


def _is_same_term(said: str, words: str) -> bool:
    """Say whether `words` state the days that are `said` (五天, 5个工作日)."""
    days = _DAYS.fullmatch(said)
    number = read_number(days["n"]) if days else None
    return number is not None and re.search(rf"(?<!\d){number}个?(?:工作)?[天日]", words) is not None
