"""Bad items, planted one fault at a time in good ones: the checker must catch every one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant.citing.citations import cite
from assistant.draft import Quote
from assistant.model import Citation
from assistant.quiz.making import QuizSet
from assistant.quiz.model import HOLE, LETTERS, Claim, QuizItem, Topic, evidence_hash
from assistant.quiz.proving import prove
from assistant.quiz.sources import Sources
from corpus.model import Span

Pick = Callable[[QuizItem], bool]
Change = Callable[[QuizItem, Sources], QuizItem]


def kind(type_: str, claim: str, *, swapped: bool | None = None) -> Pick:
    """Say which good item a fault is planted in: the first of this type and claim (true or false when told)."""

    def pick(item: QuizItem) -> bool:
        fits = (item.type, item.claim.kind) == (type_, claim)
        return fits and (swapped is None or bool(item.claim.said) == swapped)

    return pick


def figure(item: QuizItem) -> bool:
    return kind("single", "fill")(item) and item.answer[0].isdigit() and item.answer[-1] in "个项名家"


def masked(item: QuizItem) -> bool:
    return kind("single", "member")(item) and item.citation.masked


def pairs(frame: str) -> Pick:
    return lambda item: item.type == "match" and item.claim.frame == frame


def distractors(item: QuizItem) -> list[int]:
    return [at for at in range(len(item.options)) if LETTERS[at] not in item.key]


def keyed_wrongly(item: QuizItem, _: Sources) -> QuizItem:
    """The key names a distractor, and the answer says so."""
    at = distractors(item)[0]
    return replace(item, key=(LETTERS[at],), answer=item.options[at])


def keyed_too_much(item: QuizItem, _: Sources) -> QuizItem:
    """A multiple choice with one distractor among its keys."""
    key = sorted([*item.key, LETTERS[distractors(item)[0]]])
    return replace(item, key=tuple(key), answer="；".join(item.options[LETTERS.find(k)] for k in key))


def with_option(text: Callable[[QuizItem, Sources], str]) -> Change:
    """Put `text` in the place of the first distractor."""

    def change(item: QuizItem, sources: Sources) -> QuizItem:
        options = list(item.options)
        options[distractors(item)[0]] = text(item, sources)
        return replace(item, options=tuple(options))

    return change


def with_stem(old: str | Callable[[QuizItem, Sources], str], new: str) -> Change:
    def change(item: QuizItem, sources: Sources) -> QuizItem:
        gone = old if isinstance(old, str) else old(item, sources)
        assert gone in item.stem
        return replace(item, stem=item.stem.replace(gone, new, 1))

    return change


def name(item: QuizItem, sources: Sources) -> str:
    return sources.names[item.citation.document]


def other_name(item: QuizItem, sources: Sources) -> str:
    return next(each for id_, each in sources.names.items() if id_ != item.citation.document)


def renamed(item: QuizItem, sources: Sources) -> QuizItem:
    """The stem names another document."""
    return replace(item, stem=item.stem.replace(name(item, sources), other_name(item, sources)))


def appended(text: str) -> Change:
    return lambda item, _: replace(item, stem=item.stem + text)


def cited(change: Callable[[Citation], Citation]) -> Change:
    def changed(item: QuizItem, _: Sources) -> QuizItem:
        first = change(item.citation)
        return replace(
            item, citation=first, citations=(first, *item.citations[1:]), evidence_sha256=evidence_hash(first.quote)
        )

    return changed


def members_left(item: QuizItem) -> list[str]:
    return [part for part in item.claim.was.replace("”“", "”、“").split("、") if part not in item.options]


def member_of_same_list(item: QuizItem, _: Sources) -> str:
    return members_left(item)[0]


def said_under_the_heading(item: QuizItem, sources: Sources) -> str:
    document = sources.documents[item.citation.document]
    home = next(s for s in document.sections if sources.title_of(document.id, s) == item.claim.frame)
    lines = [
        ln
        for ln in sources.lines(document.id)
        if home.span.contains(ln.span) and not ln.heading and ln.text not in item.options
    ]
    return lines[-1].text.rstrip("。")


def parent_of_home(item: QuizItem, sources: Sources) -> str:
    document = sources.documents[item.citation.document]
    home = document.section_at(item.citation.start)
    assert home is not None and home.parent is not None
    return sources.title_of(document.id, document.sections[home.parent])


def elsewhere(item: QuizItem, sources: Sources) -> Citation:
    """A citation of another part of the same document, exact in itself."""
    document = sources.documents[item.citation.document]
    spans = [ln.span for ln in sources.lines(document.id) if ln.span.start != item.citation.start]
    return cite(Quote(document, spans[-1]), n=1)


def moved_evidence(item: QuizItem, sources: Sources) -> QuizItem:
    first = elsewhere(item, sources)
    return replace(item, citation=first, citations=(first,), evidence_sha256=evidence_hash(first.quote))


def furniture_evidence(item: QuizItem, sources: Sources) -> QuizItem:
    document = next(d for d in sources.documents.values() if d.furniture)
    first = cite(Quote(document, document.furniture[0]), n=1)
    return replace(item, citation=first, citations=(first,), evidence_sha256=evidence_hash(first.quote))


def two_documents(item: QuizItem, sources: Sources) -> QuizItem:
    other = next(d for id_, d in sources.documents.items() if id_ != item.citation.document)
    line = sources.lines(other.id)[-1]
    return replace(item, citations=(*item.citations, cite(Quote(other, line.span), n=9)))


def swap_key(item: QuizItem, _: Sources) -> QuizItem:
    key = (item.key[1], item.key[0], *item.key[2:])
    return replace(item, key=key, answer="；".join(item.options[LETTERS.find(k)] for k in key))


def swap_pair(item: QuizItem, _: Sources) -> QuizItem:
    first, second = (pair.partition("-")[2] for pair in item.key[:2])
    key = (f"1-{second}", f"2-{first}", *item.key[2:])
    shown = [f"{item.left[n]}—{item.right[LETTERS.find(pair.partition('-')[2])]}" for n, pair in enumerate(key)]
    return replace(item, key=key, answer="；".join(shown))


def flipped(item: QuizItem, _: Sources) -> QuizItem:
    return replace(item, key=("B",) if item.key == ("A",) else ("A",))


def foreign_point(item: QuizItem, sources: Sources) -> QuizItem:
    citation = elsewhere(item, sources)
    point = replace(item.points[0], text=citation.quote, citation=citation)
    points = (point, *item.points[1:])
    return replace(item, points=points, answer="\n".join(p.text for p in points))


def doubled_point(item: QuizItem, _: Sources) -> QuizItem:
    points = (*item.points, item.points[0])
    return replace(item, points=points, answer="\n".join(p.text for p in points))


def said_otherwise(item: QuizItem, _: Sources) -> QuizItem:
    """A statement called true that is not what the text says."""
    wrong = item.answer.replace(item.answer[-2:], "五千")
    return replace(
        item, answer=wrong, stem=item.stem.replace(item.answer, wrong), claim=replace(item.claim, frame=wrong)
    )


def truth_called_false(item: QuizItem, _: Sources) -> QuizItem:
    """The stem of a false statement holds the true one."""
    return replace(item, stem=item.stem.replace(item.claim.said, item.claim.was))


def drop_option(item: QuizItem, _: Sources) -> QuizItem:
    at = distractors(item)[-1]
    options = (*item.options[:at], *item.options[at + 1 :])
    key = LETTERS[options.index(item.answer)]
    return replace(item, options=options, key=(key,))


def widened(item: QuizItem, _: Sources) -> str:
    return item.answer.replace(item.answer[0], chr(ord(item.answer[0]) + 0xFEE0))


def astray(item: QuizItem, sources: Sources) -> QuizItem:
    other = next(id_ for id_ in sources.documents if id_ != item.topic.document)
    return replace(item, topic=Topic(item.topic.place, other, None))


def under_its_parent(item: QuizItem, sources: Sources) -> QuizItem:
    return replace(item, claim=replace(item.claim, said=parent_of_home(item, sources)))


def pinned(item: QuizItem, _: Sources) -> QuizItem:
    return replace(item, topic=replace(item.topic, place="深圳"))


def claim(*, frame: str | None = None, was: str | None = None) -> Change:
    def change(item: QuizItem, _: Sources) -> QuizItem:
        old = item.claim
        return replace(
            item,
            claim=Claim(old.kind, old.frame if frame is None else frame, old.was if was is None else was, old.said),
        )

    return change


FILL, AMONG, MEMBER = kind("single", "fill"), kind("multiple", "among"), kind("single", "member")
SEVERAL, BODY, DEED, HEADING = (
    kind("multiple", "member"),
    kind("single", "body"),
    kind("single", "deed"),
    kind("single", "heading"),
)
CARD, BLANK, ORDER, SHORT = (
    kind("single", "card"),
    kind("blank", "fill"),
    kind("order", "order"),
    kind("short", "points"),
)
TRUE, FALSE = kind("judge", "statement", swapped=False), kind("judge", "statement", swapped=True)
UNDER_TRUE, UNDER_FALSE = kind("judge", "listed", swapped=False), kind("judge", "listed", swapped=True)

PLANTED: list[tuple[str, Pick, Change]] = [
    ("wrong key of a figure", figure, keyed_wrongly),
    ("wrong key of a name", FILL, keyed_wrongly),
    ("wrong key of a part's content", MEMBER, keyed_wrongly),
    ("wrong key of an office", BODY, keyed_wrongly),
    ("wrong key of a deed", DEED, keyed_wrongly),
    ("wrong key of a heading", HEADING, keyed_wrongly),
    ("wrong key of a document's card", CARD, keyed_wrongly),
    ("a distractor keyed in a list", AMONG, keyed_too_much),
    ("a distractor keyed among a part's contents", SEVERAL, keyed_too_much),
    ("order of two parts exchanged", ORDER, swap_key),
    ("two pairs exchanged, headings", pairs("heading"), swap_pair),
    ("two pairs exchanged, figures", pairs("figure"), swap_pair),
    ("true statement keyed false", TRUE, flipped),
    ("false statement keyed true", FALSE, flipped),
    ("true place keyed false", UNDER_TRUE, flipped),
    ("false place keyed true", UNDER_FALSE, flipped),
    ("second right answer: the same figure spelt wider", figure, with_option(widened)),
    ("second right answer: another member of the list", lambda i: AMONG(i) and bool(members_left(i)), with_option(member_of_same_list)),
    ("second right answer: also under the heading", lambda i: MEMBER(i) and bool(i.claim.frame), with_option(said_under_the_heading)),
    ("second right answer: also under the heading, several", SEVERAL, with_option(said_under_the_heading)),
    ("second right answer: a name that holds the key", FILL, with_option(lambda i, _: i.answer[:-1] + "和" + i.answer[-1:] + i.answer)),
    ("second right answer: the office by its longer name", BODY, with_option(lambda i, _: i.answer + "机关")),
    ("distractor also in the document: its real date", CARD, with_option(lambda i, s: s.documents[i.citation.document].text.split()[0])),
    ("distractor that the library never says", MEMBER, with_option(lambda *_: "推行机器人代写工作总结")),
    ("distractor that no list of the library holds", AMONG, with_option(lambda *_: "“星际先锋”")),
    ("office that the library does not know", BODY, with_option(lambda *_: "月球管理局")),
    ("deed that the library does not tell", DEED, with_option(lambda *_: "建成第一座海底党群服务中心")),
    ("heading that the document does not have", HEADING, with_option(lambda *_: "带头建设空间站")),
    ("two options alike", FILL, with_option(lambda i, _: i.answer)),
    ("an empty option", FILL, with_option(lambda *_: " ")),
    ("an option that points outside itself", MEMBER, with_option(lambda *_: "上述单位要抓好落实")),
    ("stem without its document, fill", figure, with_stem(name, "材料")),
    ("stem without its document, member", MEMBER, with_stem(name, "材料")),
    ("stem without its document, blank", BLANK, with_stem(name, "材料")),
    ("stem without its document, short", SHORT, with_stem(name, "材料")),
    ("stem naming another document, fill", figure, renamed),
    ("stem naming another document, order", ORDER, renamed),
    ("stem naming another document, judge", TRUE, renamed),
    ("stem without its subject", BODY, with_stem(lambda i, _: i.stem[i.stem.index("“") : i.stem.index("”") + 1], "“这”")),
    ("stem without its heading", SHORT, with_stem(lambda i, _: i.stem[i.stem.rindex("“") : i.stem.rindex("”") + 1], "各部分")),
    ("dangling 我市", figure, appended("我市如何？")),
    ("dangling 该单位", MEMBER, appended("该单位如何？")),
    ("dangling 此项", BLANK, appended("此项任务。")),
    ("a figure in the stem that the evidence lacks", MEMBER, appended("（共9731项）")),
    ("quotes that do not close", figure, appended("“")),
    ("a hole in a question", figure, appended(HOLE)),
    ("other words around what is asked", FILL, claim(frame=f"完全不同的另一句话说的是{HOLE}")),
    ("claim without a hole", FILL, claim(frame="没有空的一句话")),
    ("stale hash", figure, lambda i, _: replace(i, evidence_sha256="0" * 64)),
    ("quote that is not the text's", figure, cited(lambda c: replace(c, quote=c.quote[:-1] + "吗"))),
    ("quote shifted by one", figure, cited(lambda c: replace(c, start=c.start + 1))),
    ("quote of an unknown document", figure, cited(lambda c: replace(c, document="nowhere"))),
    ("citation with another title", figure, cited(lambda c: replace(c, title="别的标题"))),
    ("citation with another place", figure, cited(lambda c: replace(c, place="北京"))),
    ("citation with another date", figure, cited(lambda c: replace(c, date="1999"))),
    ("evidence from elsewhere, figure", figure, moved_evidence),
    ("evidence from elsewhere, blank", BLANK, moved_evidence),
    ("evidence from elsewhere, statement", TRUE, moved_evidence),
    ("evidence from website furniture", figure, furniture_evidence),
    ("evidence from two documents", figure, two_documents),
    ("no citations", figure, lambda i, _: replace(i, citations=())),
    ("topic of another document", figure, astray),
    ("masked speech pinned on a place in its topic", masked, pinned),
    ("masked speech pinned on a place in its stem", masked, appended("（深圳）")),
    ("masked speech with a place in an option", masked, with_option(lambda *_: "与深圳相关职能部门联合打造品牌")),
    ("three options", figure, drop_option),
    ("key beyond the options", figure, lambda i, _: replace(i, key=("H",))),
    ("no key", figure, lambda i, _: replace(i, key=())),
    ("answer that is not the keyed option", figure, lambda i, _: replace(i, answer=i.options[distractors(i)[0]])),
    ("keys out of order", SEVERAL, lambda i, _: replace(i, key=tuple(reversed(i.key)))),
    ("one key of several missing", AMONG, lambda i, _: replace(i, key=i.key[:1], answer=i.options[LETTERS.find(i.key[0])])),
    ("blank without a hole", BLANK, with_stem(HOLE, "某某")),
    ("blank with two holes", BLANK, appended(HOLE)),
    ("blank whose stem tells the answer", BLANK, lambda i, _: replace(i, stem=i.stem + i.answer)),
    ("blank with an answer of its own", BLANK, lambda i, _: replace(i, key=("另一个答案",), answer="另一个答案")),
    ("blank that accepts what the text lacks", BLANK, lambda i, _: replace(i, key=(*i.key, "随便什么"))),
    ("judge with other options", TRUE, lambda i, _: replace(i, options=("对", "错"))),
    ("statement that is not the text's", TRUE, said_otherwise),
    ("statement with words of its own", TRUE, lambda i, _: replace(i, stem=i.stem.replace("：", "：据说经过多年努力，", 1))),
    ("false statement that is true", FALSE, truth_called_false),
    ("false statement whose swap is none", FALSE, lambda i, _: replace(i, claim=replace(i.claim, said=i.claim.was))),
    ("false statement without its true wording", FALSE, lambda i, _: replace(i, answer="别的话")),
    ("place that is not a heading", UNDER_FALSE, claim(was="没有的部分")),
    ("order without one part", ORDER, lambda i, _: replace(i, key=i.key[:-1])),
    ("order with a part twice", ORDER, lambda i, _: replace(i, key=(*i.key[:-1], i.key[0]))),
    ("match with one letter twice", pairs("heading"), lambda i, _: replace(i, key=(i.key[0], "2-" + i.key[0][-1], *i.key[2:]))),
    ("match without one pair", pairs("figure"), lambda i, _: replace(i, key=i.key[:-1])),
    ("match whose answer says otherwise", pairs("heading"), lambda i, _: replace(i, answer="甲—乙")),
    ("short answer with a point of another part", SHORT, foreign_point),
    ("short answer with a point twice", SHORT, doubled_point),
    ("short answer with one point", SHORT, lambda i, _: replace(i, points=i.points[:1], answer=i.points[0].text)),
    ("short answer that is not its points", SHORT, lambda i, _: replace(i, answer="别的话")),
    ("home's own parent as a rival", kind("judge", "listed", swapped=True), under_its_parent),
    ("claim of another type", figure, lambda i, _: replace(i, claim=Claim("order"))),
]  # fmt: skip


def first(made: QuizSet, pick: Pick) -> QuizItem:
    return next(item for item in made.items if pick(item))


@pytest.mark.parametrize(("pick", "plant"), [case[1:] for case in PLANTED], ids=[case[0] for case in PLANTED])
def test_a_planted_fault_is_caught(made: QuizSet, sources: Sources, pick: Pick, plant: Change) -> None:
    good = first(made, pick)
    assert prove(good, sources) == ()
    bad = plant(good, sources)
    assert bad != good
    assert prove(bad, sources) != ()


def test_there_are_sixty_planted_faults_and_each_has_its_name() -> None:
    assert len(PLANTED) >= 60
    assert len({case[0] for case in PLANTED}) == len(PLANTED)


def test_evidence_that_moved_is_no_evidence(made: QuizSet, sources: Sources) -> None:
    for item in made.items:
        shifted = Span(item.citation.start + 1, item.citation.end + 1)
        citation = replace(item.citation, start=shifted.start, end=shifted.end)
        assert prove(replace(item, citation=citation, citations=(citation, *item.citations[1:])), sources) != ()
