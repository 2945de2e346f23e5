"""From the words of a question to the understood question. Pure: what it needs of the library is handed in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from assistant.folding import fold
from assistant.quantities import find_quantities
from assistant.question import frames
from assistant.question.bodies import find_bodies
from assistant.question.clauses import OPEN
from assistant.question.courtesy import courtesy_of, without_courtesies
from assistant.question.english import gloss, is_english
from assistant.question.everyday import in_documents_words
from assistant.question.focus import find_aspect, find_focus, find_list_focus, find_slots
from assistant.question.kind import Frame, classify
from assistant.question.model import PlaceReference, Question, Slot, Term
from assistant.question.places import without_companions
from assistant.question.sections import find_section
from assistant.question.terms import extract_terms
from assistant.question.years import with_whole_years

SHORTEST_CLAUSE = 3  # characters of what a blank parts as a comma does; 是 谁 are only spaced out
DAY_WEIGHT = 5.0  # a named day points to its sentence as surely as the rarest word
_COUNTING = r"[多余来]?(?:万|元|块|人|名|位|个|件|条|家|户|次|场|份|字|亩|公里|平方米|米|吨|株|棵|小时)"
"""What makes a number of four figures an amount and no year (奖2000块)."""
_MONEY = re.compile(r"钱(?!包|币)|(?<=[\d一二两三四五六七八九十百千万])块(?![儿石地牌])")
"""What people say of money where documents count it in 元, so that it is searched for as well."""
_CLAIMED = r"|年\d{1,2}月"
"""What makes a year part of a day that is claimed (拖到2023年6月才完): it does not tell of which year the text is."""
EITHER_WAY = re.compile(r"([\u4e00-\u9fff])不\1")
_INVISIBLE = re.compile(
    r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\ue000-\uf8ff]"
)
_BLANKS = re.compile(r"\s+")
_BLANK_IN_HAN = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")
_OTHER = re.compile(r"呢[?。! ]*$")
_SPEECH = re.compile(
    r"(?:这|那|该|此|份|篇|个|场|推进会|工作会|会议|会)(?:次|份|篇|个)?(?:上)?的?讲话|讲话(?:稿|人|者|里|中|提|要求|强调|指出|说|的|把|对|给|用|认为|举|,|分|主要|$|\?)|\bspeech\b"
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What understanding needs to know of the library: word weights, places, the spelling of its words, its years.

    ``years`` are those that a year of two digits (25年) may mean.
    """

    idf: Callable[[str], float]
    find_places: Callable[[str], tuple[PlaceReference, ...]]
    correct: Callable[[str], tuple[str, tuple[tuple[str, str], ...]]]
    romanised: Callable[[], Mapping[str, str]] = dict
    years: range = range(0)


def clean(question: str) -> str:
    """Return `question` folded, without invisible characters, blanks between Han characters and courtesies around it."""
    text = _BLANKS.sub(" ", _INVISIBLE.sub("", fold(question))).strip()
    pieces = _BLANK_IN_HAN.split(text)
    asking = [OPEN.search(piece) is not None or _OTHER.search(piece) is not None for piece in pieces]
    apart = sum(asking) > 1  # 谁主持的 在哪开的, 每人多少 退休的呢
    whole = all(len(piece) >= SHORTEST_CLAUSE for piece in pieces)
    return without_courtesies(("," if apart and whole else "").join(pieces))


def is_usable(text: str) -> bool:
    """Say whether cleaned `text` holds any word at all."""
    return re.search(r"[\u3400-\u9fffa-z0-9]", text) is not None


def understand(question: str, lexicon: Lexicon) -> Question:
    """Return the understood question. Never raises on any text."""
    text = clean(question)
    english = is_english(text)
    corrected: tuple[tuple[str, str], ...] = ()
    if not english and courtesy_of(text) is None:
        text, corrected = lexicon.correct(text)
    text = in_documents_words(_without_orders(text))
    plain = with_whole_years(frames.POLITE.sub("", text) or text, lexicon.years)
    frame = classify(plain, language="en" if english else "zh")
    choice = "还是" in plain and not english
    places = without_companions(plain, lexicon.find_places(plain))
    years = tuple(
        dict.fromkeys(
            int(hit)
            for hit in re.findall(
                rf"(?<!\d)((?:19|20)\d{{2}})(?!\d|{_COUNTING}{_CLAIMED if frame.kind == 'yesno' else ''})",
                frames.DOCUMENT_NUMBER.sub(" ", plain),
            )
        )
    )
    chinese = _gloss_without(plain, places, lexicon.romanised()) if english else plain
    sum_asked = frame.kind in {"fact", "compute", "yesno"} and _MONEY.search(plain) is not None
    understood = Question(
        original=question,
        text=plain,
        content=_content(chinese, places, frame),
        language="en" if english else "zh",
        kind=frame.kind,
        asked=frame.asked,
        places=places,
        years=years,
        numbers=tuple(frames.DOCUMENT_NUMBER.findall(plain)),
        titles=tuple(frames.BOOK_TITLE.findall(plain)),
        section=find_section(plain),
        card_fields=frame.card_fields,
        count=frame.count,
        spelled_out=_spelled_out(plain, frame),
        figures=() if choice else (*_figures(plain, frame), *frames.STEP.findall(plain)),
        choice=choice,
        definition_of=gloss(frame.definition_of) or frame.definition_of
        if english and frame.definition_of
        else _without_place(frame.definition_of, places),
        corrected=corrected,
        speech=_SPEECH.search(plain) is not None,
        bodies=find_bodies(plain, places),
        search=f"{plain} {chinese}" if english else f"{plain} 元" if sum_asked else plain,
    )
    return _with_terms(understood, lexicon)


def _without_place(term: str | None, places: tuple[PlaceReference, ...]) -> str | None:
    """Return a term to be explained without the place whose it is said to be (中山的13388行动)."""
    lead = next((f"{p.surface}的" for p in places if term and term.startswith(f"{p.surface}的")), "")
    return term[len(lead) :] if term and len(term) > len(lead) + 1 else term


def _content(text: str, places: tuple[PlaceReference, ...], frame: Frame) -> str:
    content = frame.definition_of or text
    content = frames.DOCUMENT_NUMBER.sub(" ", content)
    content = frames.SECTION.sub(" ", content)
    content = re.sub(r"(?<!\d)(?:19|20)\d{2}(?!\d)年?|\d{1,2}月\d{1,2}[日号]", " ", content)
    for place in places:
        content = content.replace(place.surface, " ")
    pieces = re.split(r"([“《][^”》]{1,40}[”》])", content)  # what stands in quotes is asked about, not frame
    stripped = "".join(piece if piece[:1] in "“《" and piece else frames.STRIP.sub(" ", piece) for piece in pieces)
    stripped = EITHER_WAY.sub(r"\1", stripped)
    return _BLANKS.sub(" ", stripped).strip(" ?,。!")


def _gloss_without(text: str, places: tuple[PlaceReference, ...], names: Mapping[str, str]) -> str:
    """Return the Chinese words of an English question, persons' names put back, place names left to the scope."""
    for place in places:
        text = text.replace(place.surface, " ")
    for latin, name in names.items():
        text = re.sub(rf"\b{re.escape(latin)}\b", f" {name} ", text)
    return gloss(text)


def _without_orders(text: str) -> str:
    """Return the last asking sentence of a text that tries to give orders; any other text as it is."""
    if not frames.ORDER.search(text):
        return text
    asking = [piece for piece in re.split(r"[。!;\n]|(?<=\?)", text) if frames.ASKING.search(piece)]
    return asking[-1].strip(" ,:") if asking else text


def _figures(text: str, frame: Frame) -> tuple[str, ...]:
    """Return the quantities and ordinals that a question states and that point to their sentence."""
    if frame.kind in {"yesno", "compute", "compare", "card", "outline", "list"}:
        plain = frames.SECTION.sub(" ", text)
        stated = frame.kind == "list" and frame.count is None
        found = (
            []
            if frame.kind in {"yesno", "compute", "outline"}
            else [
                q for q in find_quantities(plain) if q.ordinal or (stated and plain[q.span.start].isdigit() and q.unit)
            ]
        )
        return tuple(q.span.of(plain) for q in found)
    plain = frames.SECTION.sub(" ", text)
    found = [q for q in find_quantities(plain) if q.ordinal or plain[q.span.start].isdigit()]
    return tuple(q.span.of(plain) for q in found if q.unit and q.span.of(plain) != "第几")


def _spelled_out(text: str, frame: Frame) -> str:
    """Return the numbered term whose members are asked for (“四级三岗”是哪四级), or nothing."""
    hit = frames.SPELLED_OUT.search(text)
    term = (hit["a"] or hit["b"] or hit["c"] or hit["d"] or "").strip("“”《》") if hit else ""
    reason = hit is not None and re.search(r"(?:原因|缘由|理由)[^,]{0,3}(?:哪|什么|啥)", hit.group())
    if (
        reason
        or frame.kind in {"card", "documents", "compare", "compute"}
        or not re.search(r"[一二三四五六七八九十两百千万\d]", term)
    ):
        return ""
    return term


_PATTERNS = {
    "body": frames.BODY, "person": frames.WHO, "time": frames.TIME, "place": frames.WHERE, "name": frames.NAME,
    "reason": frames.REASON,
}  # fmt: skip


def _with_terms(question: Question, lexicon: Lexicon) -> Question:
    slots = find_slots(question.text) if question.asked in {"quantity", "percent"} else ()
    if question.language == "en":
        text = question.text
        for place in question.places:
            text = text.replace(place.surface, " ")
        slots = tuple(Slot("", gloss(slot.focus if slot.focus in text else text)) for slot in slots)
    elif question.choice and (offered := find_quantities(question.text)):
        slots = (Slot(offered[0].unit, question.text[: offered[0].span.start][-10:]),)
    focus = " ".join(slot.focus for slot in slots)
    if not slots and question.kind == "fact" and question.asked in _PATTERNS:
        focus = find_focus(question.text, _PATTERNS[question.asked])
    elif question.kind == "list":
        focus = find_list_focus(question.text)
    content = question.content
    for body in question.bodies:  # a name runs into the word behind it (卫健委排)
        content = content.replace(body, f" {body} ")
    terms = extract_terms(content, idf=lexicon.idf, entities=question.bodies, focus=focus)
    if question.kind != "yesno":
        days = [f"{month}月{day}日" for month, day in re.findall(r"(\d{1,2})月(\d{1,2})[日号]", question.text)]
        terms = (*terms, *(Term(day, DAY_WEIGHT) for day in days))
    return replace(question, terms=terms, slots=slots, focus=focus, aspect=find_aspect(question.text))
