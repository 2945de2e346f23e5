"""A fact: the figure, name, date or body that was asked for, with the sentence that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.answering import acts
from assistant.answering.excerpt import excerpt
from assistant.answering.figures import find_figures, read_figures
from assistant.answering.found import FOCUS_LEAST, Found
from assistant.answering.misplaced import in_asked_state, is_of_later_year, is_of_something_else
from assistant.answering.naming import EVENT, names_no_such, speaks_of_class
from assistant.answering.partners import asks_for_partner, partner_in, with_partners
from assistant.answering.rivals import find_rivals
from assistant.answering.times import read_times
from assistant.deciding import KEY_LEAST, judge
from assistant.draft import Draft, Statement
from assistant.evidence import Candidate, clause_around
from assistant.finding import Finder
from assistant.question import frames
from assistant.question.bodies import BODY
from assistant.question.model import Question
from assistant.question.persons import PERSON
from assistant.question.terms import coverage, match, tokenize
from assistant.question.words import load_words
from assistant.scoping import Scope
from assistant.typed import LOCATION, TIME
from assistant.weighing import strongest
from assistant.wording import label, say
from corpus.model import Span

READ = 25  # candidates whose values are looked at
LONGEST_VALUE = 40  # code points of a short answer
VALUE_RANK_LEAST = 0.25  # below, a value was as often wrong as right on the development questions
NEAR_BEST = 0.4  # a sentence ranked lower than this share of the best is not looked into
TIME_LEAST = 0.45
_DOERS = frozenset({"person", "body"})
SHARE_LEAST = 0.3  # of the words the reader points to that lie in the sentence; below, it points to another


def answer(question: Question, scope: Scope, finder: Finder, *, everywhere: bool = False) -> Draft | None:
    """Return the fact with its sentence, or None when no sentence supports it."""
    values = find_values(question, scope, finder, everywhere=everywhere)
    found = [value for value in values if not is_of_something_else(question, value)]
    if not found:
        return acts.answer(question, scope, finder)
    candidates = finder.candidates(question, scope, everywhere=everywhere)[:READ]
    rivals = find_rivals(question, scope, found, candidates, lambda own: find_values(question, own, finder))
    return _draft(question, found[0] if not rivals else None, rivals or (found[0],))


def find_values(
    question: Question, scope: Scope, finder: Finder, *, everywhere: bool = False, of_any_year: bool = False
) -> list[Found]:
    """Return the supported values, best first; with `of_any_year` also a later year's that tells how far off the asked is."""
    found: list[Found] = []
    candidates = finder.candidates(question, scope, everywhere=everywhere)[:READ]
    least = NEAR_BEST * max((c.rank or 0.0 for c in candidates if not c.sentence.heading), default=0.0)
    for candidate in candidates:
        if (
            candidate.rank is not None
            and candidate.rank < max(least, VALUE_RANK_LEAST)
            and not _is_of_named_year(question, candidate)
        ):
            continue
        if candidate.is_row:
            continue  # tables are read by row and column
        if (candidate.sentence.heading and not _dates_all(question, candidate)) or not judge(
            question, scope, candidate
        ).holds:
            continue
        read = candidate.read is not None and not (asks_for_partner(question.text) and question.asked in _DOERS)
        value = read_value(question, candidate) if read else _searched(question, candidate)
        value = in_asked_state(question, value, candidates) if value else None
        if value is not None and (of_any_year or not is_of_later_year(question, value)):
            found.append(value)
    wanted = max(1, len(question.slots))  # a sentence that has all the figures asked for comes before one that has some
    return sorted(found, key=lambda f: (f.candidate.sentence.furniture, 1 < wanted > len(f.spans), -f.fit))


def _dates_all(question: Question, candidate: Candidate) -> bool:
    """Say whether the sentence is the line below a title that tells when all of it was: (2025年5月6日)."""
    line = re.sub(r"在[^,;。]{2,30}上$", "", candidate.sentence.text.strip(" ()"))
    return question.asked == "time" and TIME.fullmatch(line) is not None


def _is_of_named_year(question: Question, candidate: Candidate) -> bool:
    """Say whether the sentence or a heading above it states the year asked about, as others ranked higher may not, and its matter."""
    around = f"{candidate.book.heading_path(candidate.sentence)} {candidate.sentence.text}"
    return any(f"{year}年" in around for year in question.years) and all(
        match(term.text, around) >= KEY_LEAST for term in strongest(question.terms)
    )


def read_value(question: Question, candidate: Candidate) -> Found | None:
    """Return the value among the words that the reader points to; None when they hold none of the asked kind."""
    assert candidate.read is not None
    text, read = candidate.sentence.text, candidate.read
    if question.asked in {"quantity", "percent"}:
        return read_figures(question, candidate, read)
    if question.asked == "time":
        spans = acts.of_act(question, candidate, read_times(question, text, read) or _times(question, candidate))
        if not spans:
            return None
    elif question.asked == "place":
        found = LOCATION.search(read.of(text))
        if found is None:
            return _other(question, candidate)
        spans = (Span(read.start + found.start("name"), read.start + found.end("name")),)
    else:
        if not _plays_role(question, text) or not _names_something(question, candidate, read):
            return None
        clauses = question.asked in {"person", "body"} and re.search("[,;]", read.of(text).strip(" ,;"))
        if clauses and not BODY.search(read.of(text)):
            return None
        spans = (read,)
    if question.asked in {"person", "name"}:
        spans = tuple(_with_surname(span, text) for span in spans)
    if question.asked in {"person", "name", "body"}:
        spans = tuple(with_partners(_without_saying(span, text), text) for span in spans)
    spans = tuple(span for span in (trimmed(span, text) for span in spans) if 0 < len(span) <= LONGEST_VALUE)
    if not spans and question.asked == "name" and not speaks_of_class(question, text, any_class=True):
        return None
    if (
        spans
        and not question.choice
        and (spans[0].of(text) in question.text or names_no_such(question, text, spans[0]))
    ):
        return None  # an answer that only says the question again
    return Found(candidate, spans, candidate.score)


_ROLE = re.compile(
    r"主持|列席|出席|记录|签发|批准|主办|承办|协办|采访|审核|揭牌|致辞|授课|宣读|带队|牵头|挂帅|分管|讲的话|发的言"
)


def _plays_role(question: Question, text: str) -> bool:
    """Say whether the sentence speaks of the part that is asked for (谁主持的), which names beside it do not prove."""
    clauses = re.split("[,;]", question.text)  # of 谁主持的,哪位请假 the one that asks
    asking = [clause for clause in clauses if frames.WHO.search(clause) or frames.BODY.search(clause)] or clauses
    role = _ROLE.search(asking[-1]) if question.asked in {"person", "body"} else None
    return role is None or match(role.group().replace("的", ""), text) >= FOCUS_LEAST


_NOUNS = ("n", "j", "l", "i", "r", "s", "eng", "x", "m")


def _names_something(question: Question, candidate: Candidate, read: Span) -> bool:
    """Say whether the words that were read can be a name: not an action alone (公开承诺整改), nor of a class not spoken of.

    按什么标准 is no question of a sentence in which nothing is said of a standard; a name in quotes may be of any class.
    """
    text = candidate.sentence.text
    value = read.of(text)
    if re.search(r"[“”《》]", text[max(0, read.start - 1) : read.end + 1]):
        return True
    tags = [tag for _, tag in tokenize(value)]
    unsaid = re.match(r"[一1](?:名|位|个)", value) or EVENT.search(value)
    acts = tags[-2:-1] == ["d"] or unsaid
    if question.asked in {"person", "body"} and (acts or candidate.share < SHARE_LEAST):
        return False  # 两方面共同发力 is no name, 由一名工委领导牵头 tells not which one
    if question.asked in {"person", "body", "name"} and not any(tag.startswith(_NOUNS) for tag in tags):
        return False
    around = f"{text} {candidate.book.heading_path(candidate.sentence)}"
    return speaks_of_class(question, around)


_SAYING = re.compile(r"(?:表示|介绍|指出|强调|说|认为|要求|告诉记者|宣布|主持|出席|联合|共同|携手)[,:]?$")


def _without_saying(span: Span, text: str) -> Span:
    """Return `span` without the verb after who says something (示例局局长表示), or after a person's name."""
    said = _SAYING.search(text, span.start, span.end)
    if said is not None and said.start() - span.start >= 2:
        return Span(span.start, said.start())
    words = [(m.start(), tag) for m, tag in _placed(span.of(text))]
    end = len(span)
    while len(words) > 1 and words[-1][1][:1] in {"v", "f", "d", "p"} and words[-2][1].startswith("nr"):
        end = words.pop()[0]
    return Span(span.start, span.start + end)


def _with_surname(span: Span, text: str) -> Span:
    """Return `span` grown to the surname right before it, when a given name was cut off from it."""
    for word, tag in _placed(text):
        if word.end() == span.start and len(word.group()) == 1 and tag.startswith("nr"):
            return Span(word.start(), span.end)
    return span


def _placed(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Yield the words of folded `text` where they stand, with their part of speech."""
    at = 0
    for word, tag in tokenize(text):
        found = re.compile(re.escape(word)).search(text, at)
        if found is not None:
            at = found.end()
            yield found, tag


def trimmed(span: Span, text: str) -> Span:
    """Return `span` without marks and blanks at its ends, grown to a quotation mark or word that it cuts through."""
    start, end = span.start, span.end
    while start < end and text[start] in " ,;:。、的是为":
        start += 1
    while end > start and text[end - 1] in " ,;:。、在于由":
        end -= 1
    inside = text[start:end]
    for opening, closing in ("“”", "《》", "()", "〔〕"):
        if inside.count(closing) > inside.count(opening) and (at := text.rfind(opening, 0, start)) >= 0:
            start = at
        if inside.count(opening) > inside.count(closing) and (at := text.find(closing, end)) >= 0:
            end = at + 1
    return Span(start, end)


def _searched(question: Question, candidate: Candidate) -> Found | None:
    if question.asked in {"quantity", "percent"}:
        return find_figures(question, candidate)
    if asks_for_partner(question.text) and question.asked in _DOERS:
        partner = partner_in(question.text, candidate.sentence.text, candidate.read)
        return Found(candidate, (partner,), candidate.score) if partner is not None else None
    return _other(question, candidate)


def _other(question: Question, candidate: Candidate) -> Found | None:
    """Return the name, body, date or place that a sentence gives; None when it gives none of the asked kind."""
    words = [
        word
        for word, tag in tokenize(question.focus)
        if len(word) > 1 and tag[:1] in {"v", "n"} and word not in load_words("lightwords")
    ]
    if question.asked in {"person", "body", "time", "place"} and words:
        met = max(match(word, candidate.sentence.text) for word in words)
        if met < FOCUS_LEAST:
            return None
    find = {"time": _times, "body": _bodies, "person": _people, "name": _names, "place": _places}[question.asked]
    spans = find(question, candidate)
    if not spans and (
        question.asked != "name" or not speaks_of_class(question, candidate.sentence.text, any_class=True)
    ):
        return None
    return Found(candidate, spans, candidate.score + (0.1 if spans else 0.0))


def _times(question: Question, candidate: Candidate) -> tuple[Span, ...]:
    text = candidate.sentence.text
    hits = [Span(m.start(), m.end()) for m in TIME.finditer(text) if question.choice or m.group() not in question.text]
    if re.search(r"哪(?:一)?年|年份|哪几年", question.text):
        hits = [h for h in hits if re.search(r"(?:19|20)\d{2}", h.of(text))]
    elif re.search(r"哪(?:一)?天|几月|几号|日期|what date|which day", question.text):
        hits = [h for h in hits if re.search(r"\d月\d", h.of(text))]
    elif re.search(r"截止|期限|最晚|最迟|之前|deadline|by when", question.text):
        hits = [h for h in hits if h.of(text).endswith("前")] or hits
    elif "多久" in question.text or frames.FREQUENCY.search(question.text):
        hits = [h for h in hits if h.of(text).startswith("每")]
    if not hits:
        return ()

    verbs = [word for word, tag in tokenize(question.focus) if len(word) > 1 and tag.startswith("v")]

    def fit(hit: Span) -> tuple[bool, float, int]:
        clause = clause_around(candidate.sentence, hit.start, hit.end, least=0)
        end = clause.end
        if len(clause) - len(hit) <= 4:  # a date alone leads the clause after it: 7月29日,新区召开…
            end = clause_around(candidate.sentence, min(end + 1, len(text)), min(end + 2, len(text)), least=0).end
        said = text[clause.start : end]
        return any(verb in said for verb in verbs), coverage(question.terms, said), -hit.start

    best = max(hits, key=fit)
    done, met, _ = fit(best)
    return (best,) if done or met >= TIME_LEAST or not question.terms else ()


_CLASSES: tuple[tuple[str, str], ...] = (
    (r"公司|企业", r"(?:公司|集团|企业)$"),
    (r"哪(?:一)?(?:个|些|几个)?区|\bdistrict", r"区$"),
    (r"医院", r"医院$"),
    (r"街道|镇", r"(?:街道|镇)$"),
    (r"社区|村", r"(?:社区|村)$"),
    (r"城市|市(?!直)|\bcity\b", r"市$"),
)


def _bodies(question: Question, candidate: Candidate) -> tuple[Span, ...]:
    """Return the body of the asked class that governs the sentence: its subject, else the one nearest to the focus."""
    text = candidate.sentence.text
    hits = [Span(m.start(), m.end()) for m in BODY.finditer(text) if m.group() not in question.text]
    asked = frames.BODY.search(question.text)
    for pattern, suffix in _CLASSES:
        if asked and re.search(pattern, asked.group()):
            hits = [h for h in hits if re.search(suffix, h.of(text))]
            break
    if not hits:
        return ()
    opening = [h for h in hits if h.start <= 3]
    anchor = max((text.find(w) for w, _ in tokenize(question.focus) if len(w) > 1), default=-1)
    before = [h for h in hits if 0 <= h.end <= anchor]
    return (before[-1] if before and not opening else (opening or hits)[0],)


_GROUP = re.compile(
    r"(?:由|要求|组织|动员|引导|给|为)?(?P<group>[\u4e00-\u9fff、()]{0,14}?(?:负责人|党员干部|领导干部|党员|干部|党组织|党支部|书记|班子成员|志愿者|同志|工作者|委员|小组|工作组))"
)
REACH = 12  # code points between who acts and the verb that was asked about


def _people(question: Question, candidate: Candidate) -> tuple[Span, ...]:
    """Return the persons, or the group or body, that the sentence puts before the verb which was asked about."""
    text = candidate.sentence.text
    named = [m for m in PERSON.finditer(text) if m["name"] not in question.text]
    role = re.search(
        r"(书记|主任|部长|局长|市长|省长|区长|县长|主席|编辑|记者|通讯员|秘书长|院长|校长)(?:都|分别)?(?:是|叫)(?:谁|什么)",
        question.text,
    )
    if role:
        return tuple(Span(m.start("name"), m.end("name")) for m in named if m["role"] == role.group(1))
    if question.language == "en":
        opening = [Span(m.start(), m.end()) for m in BODY.finditer(text)]
        return tuple(Span(m.start("name"), m.end("name")) for m in named[:1]) or tuple(opening[:1])
    verbs = [word for word, _ in tokenize(question.focus) if len(word) > 1 and word not in load_words("stopwords")]
    at = max((text.rfind(verb) for verb in verbs), default=-1)
    if at < 0:
        return ()
    people = [Span(m.start("name"), m.end("name")) for m in named]
    groups = [Span(m.start("group"), m.end("group")) for m in _GROUP.finditer(text)]
    bodies = [Span(m.start(), m.end()) for m in BODY.finditer(text) if m.group() not in question.text]
    if re.search(r"哪(?:一)?位|什么人|领导", question.text):
        groups, bodies = [], []
    acting = re.search(
        r"(?:^|[,;:])(?:在|由|经)?(?P<who>[^,;:]{2,30}?)(?:联合|共同|一起|组织|牵头|将|要|负责)*$", text[:at]
    )
    named_body = acting and re.search(
        r"(?:集团|公司|局|委|办|部|厅|院|会|社|中心|政府|工委|组织|媒体|大学|学校)$", acting["who"]
    )
    if acting and named_body and not re.search(r"哪(?:一)?位|什么人|领导", question.text):
        return (Span(acting.start("who"), acting.end("who")),)
    near = [span for span in (*people, *groups, *bodies) if 0 <= at - span.end <= REACH]
    return (max(near, key=lambda span: (span.end, -span.start)),) if near else ()


def _names(question: Question, candidate: Candidate) -> tuple[Span, ...]:
    text = candidate.sentence.text
    hits = [Span(m.start(), m.end()) for m in re.finditer(r"“[^”]{2,40}”|《[^》]{2,60}》", text)]
    hits = [h for h in hits if h.of(text).strip("“”《》") not in question.text]
    if not hits:
        return ()

    def fit(hit: Span) -> tuple[float, float, int]:
        beside = text[hit.end : hit.end + 10] + " " + text[max(0, hit.start - 6) : hit.start]
        return (
            match(_head(question.focus), beside),
            coverage(question.terms, text[max(0, hit.start - 24) : hit.end + 16]),
            -hit.start,
        )

    return (max(hits, key=fit),)


def _head(focus: str) -> str:
    words = [word for word, _ in tokenize(focus) if len(word) > 1]
    return words[-1] if words else focus or "\0"


def _places(_question: Question, candidate: Candidate) -> tuple[Span, ...]:
    found = re.finditer(
        r"(?:在|到|赴|于)([\u4e00-\u9fff“”]{2,14}?)(?:召开|举行|举办|开展|进行)", candidate.sentence.text
    )
    return tuple(Span(m.start(1), m.end(1)) for m in found)[:1]


def _draft(question: Question, best: Found | None, found: tuple[Found, ...]) -> Draft:
    language = question.language
    statements: list[Statement] = []
    if best is None:
        statements.append(Statement(say("per_document", language), frame=True))
    for one in found:
        quote = excerpt(one.candidate, question.terms, one.spans[0] if one.spans else None)
        source = say("according", language, label=label(quote.document))
        lead = f"**{one.short}**\n\n" if one.spans and best is not None else f"**{one.short}** — " if one.spans else ""
        statements.append(Statement(f"{lead}{source}“{quote.text}”", (quote,)))
    top = found[0]
    furniture = top.candidate.sentence.furniture
    draft = Draft(
        status="partial" if furniture else "answered",
        kind="fact",
        statements=tuple(statements),
        short=top.short if best is not None and best.spans and not furniture else None,
        confidence=min(1.0, top.fit),
        documents=tuple(dict.fromkeys(one.candidate.document.id for one in found)),
    )
    if furniture:
        return replace(draft, statements=(Statement(say("furniture", language), frame=True), *statements))
    return draft
