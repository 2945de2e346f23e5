"""The understood question: the value that finding and answering work from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.model import Kind

CardFieldName = Literal[
    "number", "issuer", "signer", "title", "addressee", "issued", "printed", "place", "kind", "publisher", "author",
    "date", "classification",
]  # fmt: skip
AskedFor = Literal["quantity", "percent", "person", "body", "time", "place", "name", "reason", "manner", "text"]
SectionWord = Literal["step", "part", "item", "point", "article", "chapter", "any"]


@dataclass(frozen=True, slots=True)
class SectionReference:
    """A numbered piece of a document that the question names, such as 第三部分 or 第8项."""

    word: SectionWord
    number: int
    end: int | None = None
    last: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of the question. ``weight`` ≥ 0 says how much it discriminates; ``entity`` must be met."""

    text: str
    weight: float
    entity: bool = False
    focus: bool = False


@dataclass(frozen=True, slots=True)
class PlaceReference:
    """A place that the question names: ``name`` without its class (东莞), ``surface`` as it stood in the question."""

    name: str
    surface: str


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing to fill in: the measure word it must carry (empty when open) and the words it is asked of.

    ``counted`` is the noun that stands right after the question word (多少名党员 → 党员), empty when none does.
    """

    unit: str
    focus: str
    counted: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question, understood.

    ``text`` is the folded question, ``content`` the same without frame words (请问, 有哪些, 多少 …).
    ``slots`` are the figures asked for, ``count`` a stated number of entries (四点要求), ``bodies`` the units and
    bureaus it names, ``focus`` the words beside
    the question word, ``aspect`` the noun that must be spoken of (标准, 名单), ``spelled_out`` a
    numbered term whose members are asked for (四级三岗), ``figures`` the
    quantities it states itself (40项任务), ``choice`` whether it offers
    answers (735项还是753项), ``corrected`` the spellings that were put right as (written, read).
    """

    original: str
    text: str
    content: str
    language: Literal["zh", "en"]
    kind: Kind
    asked: AskedFor = "text"
    slots: tuple[Slot, ...] = ()
    terms: tuple[Term, ...] = ()
    places: tuple[PlaceReference, ...] = ()
    years: tuple[int, ...] = ()
    numbers: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    section: SectionReference | None = None
    card_fields: tuple[CardFieldName, ...] = ()
    count: int | None = None
    definition_of: str | None = None
    bodies: tuple[str, ...] = ()
    search: str = ""
    focus: str = ""
    aspect: str = ""
    spelled_out: str = ""
    figures: tuple[str, ...] = ()
    choice: bool = False
    corrected: tuple[tuple[str, str], ...] = ()
    speech: bool = False
