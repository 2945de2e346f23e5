"""What came of an answer and of a sitting: verdict, right answer, passage with the evidence marked, score, review."""

from __future__ import annotations

from dataclasses import replace

from assistant.model import Citation
from assistant.quiz.model import LETTERS, QuizItem
from assistant.quiz.study.choosing import MASTERED_RUN
from assistant.quiz.study.naming import without_ending
from assistant.quiz.study.records import REASONS
from assistant.quiz.study.sitting import Result, Sitting
from corpus.model import Document, Span
from ui.present.markup import button, element, escape
from ui.present.passage import render_text
from ui.present.question import option, render_head, stem
from ui.present.reference import reference
from ui.shelf import Shelf
from ui.text import Words
from ui.text.study import StudyWords

AROUND = 90  # characters of the passage shown on either side of the evidence
MINUTE, DAY = 60_000, 86_400_000  # ms


def render_outcome(
    sitting: Sitting, *, now: float, study_now: int, shelf: Shelf, words: StudyWords, page: Words, difficulty: int
) -> str:
    """Return the item just answered with its result."""
    result = sitting.results[-1]
    last = sitting.at + 1 >= len(sitting.items) or (sitting.mode == "challenge" and not result.graded.right)
    tools = button("next", words.finish if last else words.next, class_="dj-go")
    body = (
        element("div", stem(result.item), class_="dj-stem", lang="zh-CN")
        + verdict(result, words=words)
        + _after(sitting, result, study_now=study_now, words=words)
        + answers(result, words=words)
        + element("div", tools, class_="dj-item-tools")  # above the passage, which may be long
        + passages(result.item, shelf, words=words, page=page)
        + _report(sitting, result.item, words=words)
    )
    head = render_head(sitting, now=now, words=words, difficulty=difficulty)
    return element("section", head + body, class_="dj-item dj-judged", data_type=result.item.type, data_at=sitting.at)


def verdict(result: Result, *, words: StudyWords) -> str:
    """Return right or wrong in words and colour."""
    right = result.graded.right
    text = words.verdict_right if right else words.verdict_wrong
    if result.item.type == "short":
        text = words.verdict_points.format(met=len(result.given.points), total=len(result.item.points))
    mark = "✓ " if right else "✗ "
    return element(
        "p", mark + escape(text), class_=f"dj-verdict dj-verdict-{'right' if right else 'wrong'}", role="status"
    )


def answers(result: Result, *, words: StudyWords) -> str:
    """Return the item's options with what was chosen and what is right, or both in words; and what explains it."""
    item, given = result.item, result.given
    match item.type:
        case "single" | "multiple" | "judge":
            texts = (words.true, words.false) if item.type == "judge" else item.options
            shown = "".join(_judged_option(item, letter, text, result, words=words)
                            for letter, text in zip(LETTERS, texts, strict=False))  # fmt: skip
        case "order":
            shown = _told(words.right_answer, _listed([_of(item.options, letter) for letter in item.key]))
            if not result.graded.right and given.choices:
                shown += _told(words.your_answer, _listed([_of(item.options, letter) for letter in given.choices]))
        case "match":
            shown = _told(words.right_answer, _listed([_pair(item, one) for one in item.key]))
            wrong = [_pair(item, one) for one in given.pairs if one not in item.key]
            shown += _told(words.your_answer, _listed(wrong)) if wrong else ""
        case "blank":
            shown = _told(words.right_answer, element("p", escape(item.key[0])))
            if not result.graded.right or result.graded.share < 1:
                shown += _told(words.your_answer, element("p", escape(given.text.strip() or words.no_answer)))
        case _:
            points = [("✓ " if n in given.points else "○ ") + point.text for n, point in enumerate(item.points)]
            shown = _told(words.right_answer, _listed(points, marked=True))
            shown += _told(words.your_answer, element("p", escape(given.text))) if given.text.strip() else ""
    why = _explanation(item)
    shown += element("p", escape(why), class_="dj-why") if why else ""
    return element("div", shown, class_="dj-choices", lang="zh-CN")


def passages(item: QuizItem, shelf: Shelf, *, words: StudyWords, page: Words) -> str:
    """Return the evidence in its surroundings, marked, each with its source and a way to the whole text."""
    shown = ""
    met: set[tuple[str, int]] = set()
    for n, citation in enumerate(item.citations):
        if (citation.document, citation.start) in met:
            continue
        met.add((citation.document, citation.start))
        document = shelf.find_document(citation.document)
        source = escape(_reference(citation, document, page=page))
        see = button("source", words.see, class_="dj-link", data_n=n, data_item=item.id)
        text = _around(document, Span(citation.start, citation.end)) if document is not None else escape(citation.quote)
        shown += element("blockquote", text + element("footer", f"{source} {see}"), class_="dj-evidence", lang="zh-CN")
    heading = element("h3", escape(words.passage))
    return element("div", heading + shown, class_="dj-evidences")


def render_full(item: QuizItem, n: int, shelf: Shelf, *, words: StudyWords, page: Words) -> str:
    """Return the whole document of citation `n` with the evidence marked, for the panel."""
    citation = item.citations[n] if 0 <= n < len(item.citations) else item.citation
    document = shelf.find_document(citation.document)
    if document is None:
        return element("p", escape(words.side_before), class_="dj-hint dj-empty")
    text = render_text(document, words=page, cited=Span(citation.start, citation.end))
    head = element("h2", escape(_reference(citation, document, page=page)), class_="dj-opened-title")
    back = button("reading", page.back_to_answer, class_="dj-link dj-narrow-only")
    head = element("div", element("div", back, class_="dj-bar dj-narrow-only") + head, class_="dj-opened-head")
    body = element("div", text, class_="dj-text", lang="zh-CN", tabindex="0")
    return element("section", head + body, class_="dj-opened", aria_label=page.passage_label)


def render_side(sitting: Sitting, *, words: StudyWords) -> str:
    """Return the answer sheet beside an item: what was right, what was not, where one stands. An exam tells neither."""
    exam = sitting.mode == "exam"
    sentence = words.side_exam if exam else words.side_before
    cells: list[str] = []
    shown = len(sitting.results) + 1 if sitting.mode == "challenge" else len(sitting.items)
    for n in range(shown):
        state, label = ("now", "") if n == sitting.at else ("", "")
        if n < len(sitting.results):
            right = sitting.results[n].graded.right
            state = "given" if exam else "right" if right else "wrong"
            label = "" if exam else words.verdict_right if right else words.verdict_wrong
        cells.append(
            element("li", str(n + 1), class_=f"dj-cell {f'dj-cell-{state}' if state else ''}".strip(), title=label)
        )
    heading = element("h2", escape(words.sheet), class_="dj-panel-title")
    sheet = element("ol", "".join(cells), class_="dj-sheet")
    return element(
        "section", heading + sheet + element("p", escape(sentence), class_="dj-hint"), aria_label=words.sheet
    )


def render_summary(
    sitting: Sitting, *, now: float, best: int, shelf: Shelf, words: StudyWords, page: Words, late: bool = False
) -> str:
    """Return the end of a sitting: the score, and each item with its answer and source, opened where it was missed."""
    total = len(sitting.results)
    match sitting.mode:
        case "exam":
            head = element("p", escape(words.score.format(n=sitting.score)), class_="dj-score")
            minutes = max(1, round((now - sitting.begun) / 60))
            said = words.score_rights.format(right=sitting.rights, total=len(sitting.items), minutes=minutes)
            said = f"{words.time_up} {said}" if late else said
        case "challenge":
            every = sitting.rights == len(sitting.items)
            line = words.challenge_all if every else words.challenge_over
            head = element("p", escape(line.format(n=sitting.rights)), class_="dj-score")
            new = sitting.rights and sitting.rights >= best
            said = words.new_best if new else words.best.format(n=best) if best else ""
        case _:
            head = element("p", escape(words.done), class_="dj-score")
            said = words.done_rights.format(total=total, right=sitting.rights)
    tools = button("again", words.again, class_="dj-go", data_mode=sitting.mode)
    tools += button("home", words.back, class_="dj-start")
    review = "".join(_reviewed(n, result, shelf, words=words, page=page) for n, result in enumerate(sitting.results, 1))
    return element(
        "section",
        head
        + element("p", escape(said), class_="dj-score-said")
        + element("div", tools, class_="dj-item-tools")
        + (element("h3", escape(words.review)) + element("ol", review, class_="dj-review") if review else ""),
        class_="dj-summary",
    )


def _reviewed(n: int, result: Result, shelf: Shelf, *, words: StudyWords, page: Words) -> str:
    right = result.graded.right
    mark = element("span", "✓" if right else "✗", class_=f"dj-mark-{'right' if right else 'wrong'}")
    line = element("summary", f"{mark} {n}. {escape(result.item.stem)}")
    none = result.recorded is None
    body = (
        element("p", escape(words.no_answer), class_="dj-verdict dj-verdict-wrong")
        if none
        else verdict(result, words=words)
    )
    body += answers(result, words=words) + passages(result.item, shelf, words=words, page=page)
    return element("li", element("details", line + body, open=not right and n <= 3), lang="zh-CN")


def _judged_option(item: QuizItem, letter: str, text: str, result: Result, *, words: StudyWords) -> str:
    keyed, chosen = letter in item.key, letter in result.given.choices
    state = "dj-keyed" if keyed else "dj-missed" if chosen else ""
    notes = [words.right_answer] if keyed else []
    notes += [words.your_answer] if chosen else []
    return option(letter, text, state=state, note=" · ".join(notes), pick=False)


def _after(sitting: Sitting, result: Result, *, study_now: int, words: StudyWords) -> str:
    """Return when the item comes back, and in the wrong-question book how far it is from being cleared."""
    recorded = result.recorded
    if recorded is None:
        return ""
    wait = max(0, recorded.due - study_now)
    days = round(wait / DAY)
    minutes = max(1, round(wait / MINUTE))
    parts = [words.next_days.format(n=days) if days >= 1 else words.next_minutes.format(n=minutes)]
    if sitting.mode == "wrong" and recorded.run:
        cleared = recorded.run >= MASTERED_RUN
        parts.append(words.mastered_now if cleared else words.run.format(run=recorded.run, n=MASTERED_RUN))
    return element("p", escape("　".join(parts)), class_="dj-after")


def _report(sitting: Sitting, item: QuizItem, *, words: StudyWords) -> str:
    if item.id in sitting.reported:
        return element("p", escape(words.reported), class_="dj-thanks", role="status")
    reasons = "".join(
        button("report", getattr(words, f"report_{reason}"), class_="dj-start", data_reason=reason)
        for reason in REASONS
    )
    inner = element("summary", escape(words.report)) + element("div", reasons, class_="dj-item-tools")
    return element("details", inner, class_="dj-report")


def _explanation(item: QuizItem) -> str:
    """Return what the explanation says beyond the answer and the passage, which are shown anyway."""
    said = item.explanation.split("原文：“")[0].strip()
    if item.type == "judge" and item.key == ("B",) and item.answer not in said:
        said = f"{said}正确的表述：{item.answer.rstrip('。')}。"
    return "" if said.startswith("答案：") or said == item.answer else said


def _around(document: Document, span: Span) -> str:
    """Return the evidence marked in the text of its paragraph."""
    text = document.text
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - AROUND)
    end_of_line = text.find("\n", span.end)
    end = min(end_of_line if end_of_line >= 0 else len(text), span.end + AROUND)
    before, after = text[start : span.start], text[span.end : end]
    lead = "…" if start and text[start - 1] != "\n" else ""
    tail = "…" if end < len(text) and text[end] != "\n" else ""
    return element("p", escape(lead + before) + element("mark", escape(span.of(text))) + escape(after + tail))


def _reference(citation: Citation, document: Document | None, *, page: Words) -> str:
    return reference(replace(citation, title=without_ending(citation.title)), document, words=page)


def _told(label: str, inner: str) -> str:
    return element("div", element("h4", escape(label)) + inner, class_="dj-told")


def _listed(lines: list[str], *, marked: bool = False) -> str:
    items = "".join(element("li", escape(line)) for line in lines)
    return element("ul" if marked else "ol", items, class_="dj-told-list")


def _of(options: tuple[str, ...], letter: str) -> str:
    at = LETTERS.index(letter)
    return options[at] if at < len(options) else letter


def _pair(item: QuizItem, pair: str) -> str:
    number, _, letter = pair.partition("-")
    at, to = int(number) - 1, LETTERS.index(letter)
    left = item.left[at] if at < len(item.left) else number
    return f"{left} — {item.right[to] if to < len(item.right) else letter}"
