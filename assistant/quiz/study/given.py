"""What a learner gives as an answer, read from the page or from a typed line."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import asdict, dataclass

from assistant.quiz.model import LETTERS, QuizItem
from corpus.errors import InvalidRequest

LONGEST = 2_000  # characters of a typed answer that are kept
_PAIR = re.compile(r"(\d{1,2})\s*[-—:：.、]?\s*([A-H])")


@dataclass(frozen=True, slots=True)
class Given:
    """An answer before it is judged: letters in the order chosen, typed text, pairs ``1-B``, points from 0 that were met."""

    choices: tuple[str, ...] = ()
    text: str = ""
    pairs: tuple[str, ...] = ()
    points: tuple[int, ...] = ()

    @property
    def empty(self) -> bool:
        """Say whether nothing was given at all; a self-check that met no point is an answer."""
        return not (self.choices or self.text.strip() or self.pairs)

    def as_json(self) -> str:
        """Return the form that is stored with the answer."""
        return json.dumps(asdict(self), ensure_ascii=False)


def read_given(raw: str) -> Given:
    """Return the answer in the JSON object that the page sends; what it does not know is passed over.

    Raises:
        InvalidRequest: `raw` is not such an object.
    """
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise InvalidRequest("answer") from error
    if not isinstance(value, dict):
        raise InvalidRequest("answer")

    def words(name: str, pattern: str) -> tuple[str, ...]:
        listed = value.get(name)
        found = [one for one in listed if isinstance(one, str)] if isinstance(listed, list) else []
        return tuple(dict.fromkeys(one for one in found if re.fullmatch(pattern, one)))

    numbers = value.get("points")
    points = numbers if isinstance(numbers, list) else []
    text = value.get("text")
    return Given(
        choices=words("choices", f"[{LETTERS}]"),
        text=text[:LONGEST] if isinstance(text, str) else "",
        pairs=words("pairs", rf"\d{{1,2}}-[{LETTERS}]"),
        points=tuple(sorted({n for n in points if isinstance(n, int) and not isinstance(n, bool) and 0 <= n < 100})),
    )


def read_typed(item: QuizItem, line: str) -> Given:
    """Return the answer in a line typed at the terminal: ``b``, ``A C``, ``对``, ``1B 2A``, or the words themselves."""
    plain = unicodedata.normalize("NFKC", line).strip()
    upper = plain.upper()
    match item.type:
        case "judge" if upper in ("对", "正确", "√", "T", "Y"):
            return Given(choices=("A",))
        case "judge" if upper in ("错", "错误", "×", "X", "F", "N"):
            return Given(choices=("B",))
        case "single" | "multiple" | "judge" | "order":
            letters = re.sub(r"[\s,，、;；>→-]+", "", upper)
            digits = {str(n): letter for n, letter in enumerate(LETTERS, 1)}
            chosen = tuple(dict.fromkeys(digits.get(one, one) for one in letters))
            known = LETTERS[: len(item.options)]
            return Given(choices=chosen if chosen and all(one in known for one in chosen) else ())
        case "match":
            return Given(pairs=tuple(dict.fromkeys(f"{int(left)}-{right}" for left, right in _PAIR.findall(upper))))
        case "short":
            numbers = {int(one) - 1 for one in re.findall(r"\d+", plain)}
            return Given(text=plain[:LONGEST], points=tuple(sorted(n for n in numbers if 0 <= n < len(item.points))))
        case _:
            return Given(text=line.strip()[:LONGEST])
