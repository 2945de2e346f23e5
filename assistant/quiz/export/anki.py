"""An Anki deck of the items: the question on the front, the key, the passage and its source on the back."""

from __future__ import annotations

import html
import tempfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from assistant.quiz.export.paper import Find, written_answer
from assistant.quiz.model import HOLE, LETTERS, TYPE_NAMES, QuizItem
from assistant.quiz.study.naming import source_line
from corpus.durable import write_file

MODEL_ID = 1_715_208_431  # ours for good: Anki tells note types apart by it
STAMP = 1_700_000_000.0  # fixed, so that the same items give the same deck
FRONT = '<div class="type">{{Type}}</div><div class="stem">{{Stem}}</div>{{Options}}'
BACK = '{{FrontSide}}<hr id="answer"><div class="answer">{{Answer}}</div><p>{{Passage}}</p><p class="source">{{Source}}</p>'
LOOK = """
.card { font-family: "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; font-size: 19px; line-height: 1.7;
  text-align: left; max-width: 720px; margin: 0 auto; }
.type { color: #b3261e; font-size: 14px; } .answer { font-weight: 600; } .source { color: #777; font-size: 14px; }
ol.letters { list-style: upper-alpha; }
"""


def write_deck(items: Sequence[QuizItem], file: Path, *, title: str, find: Find) -> None:
    """Write the deck to `file` (``.apkg``). The same item always becomes the same note, so importing again updates it.

    Raises:
        OSError: the file cannot be written; what was there before is untouched.
    """
    import genanki

    model = genanki.Model(
        MODEL_ID, "党建知答",
        fields=[{"name": name} for name in ("Type", "Stem", "Options", "Answer", "Passage", "Source")],
        templates=[{"name": "题目", "qfmt": FRONT, "afmt": BACK}], css=LOOK,
    )  # fmt: skip
    deck = genanki.Deck(int(sha256(title.encode()).hexdigest()[:12], 16) % 2_000_000_000 + 1, title)
    for item in items:
        sources = dict.fromkeys(source_line(citation, find(citation.document)) for citation in item.citations)
        note = genanki.Note(
            model=model, guid=f"dangjian-{item.id}", tags=[item.type],
            fields=[
                TYPE_NAMES[item.type], html.escape(item.stem).replace(HOLE, "＿＿＿＿"), _options(item),
                html.escape(_answer(item)).replace("\n", "<br>"), html.escape(item.citation.quote),
                html.escape("；".join(sources)),
            ],
        )  # fmt: skip
        deck.add_note(note)
    with tempfile.TemporaryDirectory(prefix="dangjian-") as folder:
        aside = Path(folder) / "deck.apkg"
        genanki.Package(deck).write_to_file(str(aside), timestamp=STAMP)
        write_file(file, aside.read_bytes())


def _options(item: QuizItem) -> str:
    if item.type == "match":
        lefts = "".join(f"<li>{html.escape(one)}</li>" for one in item.left)
        rights = "".join(f"<li>{html.escape(one)}</li>" for one in item.right)
        return f'<ol>{lefts}</ol><ol class="letters">{rights}</ol>'
    if not item.options or item.type == "judge":
        return ""
    return '<ol class="letters">' + "".join(f"<li>{html.escape(one)}</li>" for one in item.options) + "</ol>"


def _answer(item: QuizItem) -> str:
    if item.type == "short":
        return "\n".join(f"（{n}）{point.text}" for n, point in enumerate(item.points, 1))
    if item.type in ("multiple", "order"):
        chosen = [item.options[LETTERS.index(letter)] for letter in item.key]
        return f"{written_answer(item)}\n" + "\n".join(chosen)
    return written_answer(item)
