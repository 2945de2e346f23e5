"""One item as it is asked: its stem, what one can choose, the hint. Choosing happens in the browser, judging does not."""

from __future__ import annotations

from assistant.quiz.model import HOLE, LETTERS, QuizItem
from assistant.quiz.study.hinting import MASK, hint_for
from assistant.quiz.study.sitting import Sitting
from ui.present.markup import button, element, escape
from ui.present.study import mode_name, type_name
from ui.text.study import StudyWords


def render_question(sitting: Sitting, *, now: float, words: StudyWords, difficulty: int, notice: str = "") -> str:
    """Return the present item of `sitting`."""
    item = sitting.item
    if item is None:
        return ""
    told = element("p", escape(notice), class_="dj-study-told", role="alert") if notice else ""
    how = "" if sitting.revealed else element("p", escape(getattr(words, f"how_{item.type}")), class_="dj-how")
    hint = _hint(sitting, item, words=words)
    return element(
        "section",
        render_head(sitting, now=now, words=words, difficulty=difficulty)
        + element("div", stem(item), class_="dj-stem", lang="zh-CN")
        + hint
        + how
        + element("div", _choices(sitting, item, words=words), class_="dj-choices", lang="zh-CN")
        + told
        + _tools(sitting, item, words=words)
        + element("p", escape(words.keys), class_="dj-keys"),
        class_="dj-item",
        data_type=item.type,
        data_at=sitting.at,
        aria_label=_position(sitting, words=words),
    )


def render_head(sitting: Sitting, *, now: float, words: StudyWords, difficulty: int | None = None) -> str:
    """Return the line above an item: mode, place in the set, type, difficulty, time left, a way out."""
    item = sitting.item
    parts = [
        element("strong", escape(mode_name(sitting.mode, words=words))),
        element("span", escape(_position(sitting, words=words)), class_="dj-position"),
    ]
    if item is not None:
        parts.append(element("span", escape(type_name(item.type, words=words)), class_="dj-badge"))
    if difficulty is not None:
        dots = "●" * difficulty + "○" * (5 - difficulty)
        parts.append(
            element("span", dots, class_="dj-difficulty", role="img", aria_label=words.difficulty.format(n=difficulty))
        )
    left = sitting.left(now)
    if left is not None:
        clock = element("span", _clock(left), class_="dj-clock-left", data_left=f"{left:.0f}")
        parts.append(element("span", escape(words.time_left) + " " + clock, class_="dj-clock", role="timer"))
        parts.append(button("timeup", "", class_="dj-timeup dj-hidden", tabindex="-1", aria_hidden="true"))
    exam = sitting.mode == "exam"
    leave, sure = (words.leave_exam, words.leave_sure) if exam else (words.leave, None)
    parts.append(button("leave", leave, class_="dj-link dj-leave", data_sure=sure))
    bar = ""
    if sitting.mode != "challenge":
        done = 100 * len(sitting.results) / max(1, len(sitting.items))
        bar = element("div", element("span", "", style=f"width:{done:.1f}%"), class_="dj-done", aria_hidden="true")
    return element("div", "".join(parts), class_="dj-item-head") + bar


def stem(item: QuizItem) -> str:
    """Return the stem with its hole drawn as a line to write on."""
    hole = element("span", "　" * 4, class_="dj-hole")
    return element("p", escape(item.stem).replace(HOLE, hole))


def option(letter: str, text: str, *, state: str = "", note: str = "", pick: bool = True) -> str:
    """Return one option; with `pick` it can be chosen, else it is shown with its `state` and a `note`."""
    inner = element("span", letter, class_="dj-letter") + element("span", escape(text), class_="dj-option-text")
    inner += element("span", escape(note), class_="dj-option-note") if note else ""
    if pick:
        return element("button", inner, type="button", class_="dj-option", data_pick=letter, aria_pressed="false")
    return element("div", inner, class_=f"dj-option {state}".strip())


def _position(sitting: Sitting, *, words: StudyWords) -> str:
    if sitting.mode == "challenge":
        return words.position_open.format(n=sitting.at + 1)
    return words.position.format(n=sitting.at + 1, total=len(sitting.items))


def _clock(seconds: float) -> str:
    return f"{int(seconds // 60)}:{int(seconds % 60):02d}"


def _hint(sitting: Sitting, item: QuizItem, *, words: StudyWords) -> str:
    if not sitting.hinted:
        return ""
    lines = "".join(element("p", hidden(line)) for line in hint_for(item).split("\n"))
    return element("aside", element("strong", escape(words.hint)) + lines, class_="dj-hint-box", lang="zh-CN")


def hidden(text: str) -> str:
    """Return `text` as HTML, what is masked drawn as one quiet block."""
    mask = element("span", "　　", class_="dj-mask")
    pieces = escape(text).replace(MASK, "\0")
    while "\0\0" in pieces:
        pieces = pieces.replace("\0\0", "\0")
    return pieces.replace("\0", mask)


def _choices(sitting: Sitting, item: QuizItem, *, words: StudyWords) -> str:
    match item.type:
        case "judge":
            return option("A", words.true) + option("B", words.false)
        case "single" | "multiple" | "order":
            return "".join(option(letter, text) for letter, text in zip(LETTERS, item.options, strict=False))
        case "match":
            return _pairs(item)
        case "blank":
            return element("input", "", type="text", class_="dj-write", aria_label=words.answer_label, autocomplete="off",
                           placeholder=words.answer_label, maxlength=200, enterkeyhint="done")  # fmt: skip
        case _:
            return _points(sitting, item, words=words)


def _pairs(item: QuizItem) -> str:
    letters = LETTERS[: len(item.right)]
    rows = ""
    for n, left in enumerate(item.left, 1):
        picks = "".join(
            element("button", letter, type="button", class_="dj-pair", data_pair=f"{n}-{letter}", aria_pressed="false",
                    aria_label=f"{n} – {letter}")
            for letter in letters
        )  # fmt: skip
        text = element("span", f"{n}. {escape(left)}", class_="dj-left-text")
        rows += element("li", text + element("span", picks, class_="dj-pairs", role="group"))
    rights = "".join(
        element("li", element("span", letter, class_="dj-letter") + element("span", escape(right)))
        for letter, right in zip(letters, item.right, strict=True)
    )
    return element("ol", rights, class_="dj-rights") + element("ol", rows, class_="dj-lefts")


def _points(sitting: Sitting, item: QuizItem, *, words: StudyWords) -> str:
    if not sitting.revealed:
        return element("textarea", "", class_="dj-write", rows=4, aria_label=words.answer_label, maxlength=2000,
                       placeholder=words.answer_label)  # fmt: skip
    points = "".join(
        element(
            "button",
            element("span", "", class_="dj-tick") + element("span", escape(point.text), class_="dj-option-text"),
            type="button", class_="dj-option", data_point=n, aria_pressed="false",
        )
        for n, point in enumerate(item.points)
    )  # fmt: skip
    return element("p", escape(words.met), class_="dj-how") + points


def _tools(sitting: Sitting, item: QuizItem, *, words: StudyWords) -> str:
    laying_open = item.type == "short" and not sitting.revealed
    act, label = ("reveal", words.reveal) if laying_open else ("answer", words.submit)
    tools = button(act, label, class_="dj-go", data_n=sitting.at)
    if sitting.mode != "exam" and not sitting.hinted and not sitting.revealed:
        tools += button("hint", words.hint, class_="dj-start", title=words.hint_label)
    return element("div", tools, class_="dj-item-tools")
