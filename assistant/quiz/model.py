"""The quiz item and its parts: values whose field names are the machine interface."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from hashlib import sha256
from typing import Any, Literal, get_args

from assistant.model import Citation

ItemType = Literal["single", "multiple", "judge", "blank", "order", "match", "short"]
TYPES: tuple[ItemType, ...] = get_args(ItemType)
TYPE_NAMES: dict[ItemType, str] = {
    "single": "单选", "multiple": "多选", "judge": "判断", "blank": "填空", "order": "排序", "match": "连线", "short": "简答",
}  # fmt: skip
ClaimKind = Literal[
    "fill",
    "among",
    "body",
    "deed",
    "member",
    "owner",
    "heading",
    "card",
    "statement",
    "listed",
    "order",
    "pairs",
    "points",
]
LETTERS = "ABCDEFGH"
HOLE = "____"
JUDGED = ("正确", "错误")


@dataclass(frozen=True, slots=True)
class Topic:
    """What an item is about: place (None when masked or unknown), document id, heading of its top part."""

    place: str | None
    document: str
    section: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """What the checker has to prove, in the text's own words.

    ``frame`` is the statement with ``____`` for what is asked (fill), the body (deed), its deed (body), the heading
    (member, points), the clause (owner, listed) or the true statement; ``was`` → ``said`` is the swap of a false one.
    Of a list (among) ``was`` is the list as it stands in the frame's hole.
    """

    kind: ClaimKind
    frame: str = ""
    was: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a short answer with its evidence."""

    text: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class QuizItem:
    """One question. ``citation`` is the main evidence, ``evidence_sha256`` the hash of its quote in UTF-8."""

    id: str
    type: ItemType
    stem: str
    options: tuple[str, ...]
    key: tuple[str, ...]
    answer: str
    explanation: str
    hint: str
    citation: Citation
    citations: tuple[Citation, ...]
    evidence_sha256: str
    topic: Topic
    difficulty: int
    claim: Claim
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    value: float = field(default=0.0, compare=False)

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form of the machine interface; every field is present."""
        return asdict(self)

    @property
    def evidence(self) -> tuple[str, int]:
        """The sentence the item stands on: document id and start."""
        return (self.citation.document, self.citation.start)


def evidence_hash(quote: str) -> str:
    """Return the hash an item keeps of its main quote."""
    return sha256(quote.encode("utf-8")).hexdigest()


def item_from_dict(value: Mapping[str, Any]) -> QuizItem:
    """Return the item of a JSON object made by `QuizItem.as_dict`.

    Raises:
        KeyError, TypeError: the object is not of that form.
    """
    known = {one.name for one in fields(QuizItem)}
    plain: dict[str, Any] = {
        name: tuple(each) if isinstance(each, list) else each for name, each in value.items() if name in known
    }
    plain["citation"] = _citation(value["citation"])
    plain["citations"] = tuple(_citation(one) for one in value["citations"])
    plain["topic"] = Topic(**value["topic"])
    plain["claim"] = Claim(**value["claim"])
    plain["points"] = tuple(Point(one["text"], _citation(one["citation"])) for one in value.get("points", ()))
    return QuizItem(**plain)


def _citation(value: Mapping[str, Any]) -> Citation:
    return Citation(**{**value, "path": tuple(value["path"])})
