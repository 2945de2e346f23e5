"""Trains the reader's network on tasks and measures it. Where tasks come from and how it is exported is elsewhere.

Besides the tasks as they stand, every epoch asks questions of passages that are of another matter: some at random,
some the nearest by meaning, which retrieval would put before the reader as well.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from index.encoder import PASSAGE_PROMPT, QUESTION_PROMPT, OnnxSession
from index.models.reader_material import Task
from index.models.reader_network import VECTOR, ReaderNetwork
from index.reader import Floats, Page, Tokens, best_span, page_tokens, passage_marks, question_marks, question_tokens

BATCH = 32
RATE, DECAY, WARM_UP, LAST_RATE = 1e-3, 0.02, 300, 0.02  # learning rate, weight decay, steps up, last share of the rate
AVERAGE = 0.9985  # of the weights over the steps; the average is what is kept
STRANGE, NEAREST, NEIGHBOURS = (
    0.25,
    0.35,
    9,
)  # passages of other matter for each task: random, near; near ones drawn from
OTHER_MATTER = 0.7  # weight of their judgement: now and then one does answer

Batch = tuple[tuple[Tensor, ...], Tensor, Tensor, Tensor, Tensor, Tensor]


@dataclass(frozen=True, slots=True)
class Lesson:
    """One task in tokens. ``first`` and ``last`` token answer; ``says_yes`` is -1 when that is not asked."""

    task: Task
    asked: Tokens
    written: Tokens
    asked_marks: Floats
    written_marks: Floats
    first: int
    last: int
    says_yes: int
    weight: float = 1.0

    @property
    def answered(self) -> bool:
        """Say whether the page answers."""
        return self.task.answer is not None


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures in [0, 1]: F1 and any overlap of the span (tokens), area under the curve of the judgement."""

    tasks: int
    f1: float
    overlap: float
    auc: float


class TokenStore:
    """Token vectors of questions and pages, each made once."""

    def __init__(self, encoder: OnnxSession) -> None:
        self._encoder = encoder
        self._questions: dict[str, Tokens] = {}
        self._pages: dict[Page, Tokens] = {}

    def lesson(self, task: Task, *, weight: float = 1.0) -> Lesson | None:
        """Return `task` in tokens, or None when question, page or answer has none within what is read."""
        if task.question not in self._questions:
            self._questions[task.question] = question_tokens(self._encoder, task.question)
        asked, written, lead = self._questions[task.question], self.page(task.page), len(task.page.lead)
        first = last = 0
        if task.answer is not None:
            start, end = task.answer[0] + lead, task.answer[1] + lead
            within = [at for at, (a, b) in enumerate(written.offsets) if b > start and a < end and a >= lead]
            if not within:
                return None
            first, last = within[0], within[-1]
        if not asked.offsets or not any(a >= lead for a, _ in written.offsets):
            return None
        return Lesson(
            task,
            asked,
            written,
            question_marks(asked.text, asked.offsets, written.text),
            passage_marks(written.text, written.offsets, asked.text, lead),
            first,
            last,
            -1 if task.affirms is None else int(task.affirms),
            weight,
        )

    def vector(self, text: str) -> Floats:
        """Return the unit vector ``(d,)`` of a whole text, its prompt included."""
        return self._encoder.embed(self._encoder.tokens(text))

    def page(self, page: Page) -> Tokens:
        """Return the tokens of a page."""
        if page not in self._pages:
            self._pages[page] = page_tokens(self._encoder, page)
        return self._pages[page]


class OtherMatter:
    """Passages that a question was not asked of: any, or one of the nearest by meaning."""

    def __init__(self, store: TokenStore, lessons: Sequence[Lesson]) -> None:
        self._store = store
        self._pages = list(dict.fromkeys(lesson.task.page for lesson in lessons))
        self._vectors = np.stack([store.vector(PASSAGE_PROMPT + page.lead + page.text) for page in self._pages])
        self._near: dict[str, list[Page]] = {}

    def draw(self, lesson: Lesson, *, near: bool) -> Lesson | None:
        """Return the lesson's question asked of another page; None when there is none."""
        if near and lesson.task.question not in self._near:
            asked = self._store.vector(QUESTION_PROMPT + lesson.task.question)
            order = np.argsort(-(self._vectors @ asked), kind="stable")
            self._near[lesson.task.question] = [self._pages[at] for at in order[:NEIGHBOURS]]
        pages = self._near[lesson.task.question] if near else self._pages
        page = random.choice(pages)
        if page == lesson.task.page:
            return None
        return self._store.lesson(replace(lesson.task, page=page, answer=None, affirms=None), weight=OTHER_MATTER)


def train(
    lessons: Sequence[Lesson],
    store: TokenStore,
    *,
    epochs: int,
    seed: int = 0,
    after_epoch: Callable[[int, float, ReaderNetwork], None] = lambda epoch, loss, network: None,
) -> ReaderNetwork:
    """Return the trained network, weights averaged over the steps; `after_epoch` gets epoch, mean loss and average."""
    random.seed(seed)
    torch.manual_seed(seed)
    network, average = ReaderNetwork(), ReaderNetwork().eval()
    average.load_state_dict(network.state_dict())
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    others = OtherMatter(store, lessons)
    step, steps = 0, 0
    for epoch in range(epochs):
        network.train()
        batches = _batches(_epoch(lessons, others))
        steps = steps or epochs * len(batches)
        total = 0.0
        for batch in batches:
            share = min(1.0, (step + 1) / max(1, min(WARM_UP, steps // 10))) * max(LAST_RATE, 1 - step / steps)
            for group in optimiser.param_groups:
                group["lr"] = RATE * share
            with torch.autocast("cpu", torch.bfloat16):
                loss = _loss(network, _padded(batch))
            loss.backward()  # type: ignore[no-untyped-call]  # torch has no types for it
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            step += 1
            total += float(loss.detach())
            keep = min(AVERAGE, (1 + step) / (10 + step))
            with torch.no_grad():
                for mean, now in zip(average.parameters(), network.parameters(), strict=True):
                    mean.mul_(keep).add_(now, alpha=1 - keep)
        after_epoch(epoch, total / max(1, len(batches)), average)
    return average


def _epoch(lessons: Sequence[Lesson], others: OtherMatter) -> list[Lesson]:
    """Return what one epoch sees, shuffled."""
    asked = [one for one in lessons if one.answered]
    drawn = [
        others.draw(one, near=near)
        for near, share in ((False, STRANGE), (True, NEAREST))
        for one in random.choices(asked, k=int(len(lessons) * share))
    ]
    seen = [*lessons, *(one for one in drawn if one is not None)]
    random.shuffle(seen)
    return seen


def _batches(lessons: Sequence[Lesson]) -> list[list[Lesson]]:
    """Cut into batches of pages of like length, in random order."""
    found: list[list[Lesson]] = []
    for start in range(0, len(lessons), BATCH * 8):
        part = sorted(lessons[start : start + BATCH * 8], key=lambda one: len(one.written.offsets))
        found += [part[at : at + BATCH] for at in range(0, len(part), BATCH)]
    random.shuffle(found)
    return found


def _padded(lessons: Sequence[Lesson]) -> Batch:
    """Return the network's inputs, then first token, last token, answered, says yes, weight, each ``(b,)``."""
    asked = max(len(one.asked.offsets) for one in lessons)
    written = max(len(one.written.offsets) for one in lessons)
    count = len(lessons)
    inputs = (
        torch.zeros(count, asked, VECTOR),
        torch.zeros(count, written, VECTOR),
        torch.zeros(count, asked, lessons[0].asked_marks.shape[1]),
        torch.zeros(count, written, lessons[0].written_marks.shape[1]),
        torch.zeros(count, asked),
        torch.zeros(count, written),
    )
    for at, one in enumerate(lessons):
        n, m = len(one.asked.offsets), len(one.written.offsets)
        inputs[0][at, :n] = torch.from_numpy(one.asked.vectors.astype(np.float32))
        inputs[1][at, :m] = torch.from_numpy(one.written.vectors.astype(np.float32))
        inputs[2][at, :n], inputs[3][at, :m] = torch.from_numpy(one.asked_marks), torch.from_numpy(one.written_marks)
        inputs[4][at, :n], inputs[5][at, :m] = 1.0, 1.0
    return (
        inputs,
        torch.tensor([one.first for one in lessons]),
        torch.tensor([one.last for one in lessons]),
        torch.tensor([float(one.answered) for one in lessons]),
        torch.tensor([float(one.says_yes) for one in lessons]),
        torch.tensor([one.weight for one in lessons]),
    )


def _loss(network: ReaderNetwork, batch: Batch) -> Tensor:
    inputs, first, last, answered, says_yes, weight = batch
    span, judged = network(*inputs)
    judgement = functional.binary_cross_entropy_with_logits(judged[:, 0], answered, reduction="none")
    loss = 1.5 * (judgement * weight).mean()
    hit, told = answered > 0.5, says_yes >= 0
    if hit.any():
        ends = functional.cross_entropy(span[hit, :, 0], first[hit]) + functional.cross_entropy(
            span[hit, :, 1], last[hit]
        )
        loss = loss + ends / 2
    if told.any():
        loss = loss + 0.3 * functional.binary_cross_entropy_with_logits(judged[told, 1], says_yes[told])
    return loss


@torch.no_grad()
def measure(network: ReaderNetwork, lessons: Sequence[Lesson]) -> Measured:
    """Return how well the network reads `lessons`; figures are nan when there is nothing to measure."""
    f1: list[float] = []
    scores: list[float] = []
    for start in range(0, len(lessons), 2 * BATCH):
        part = lessons[start : start + 2 * BATCH]
        span, judged = network(*_padded(part)[0])
        scores += judged[:, 0].tolist()
        for at, one in enumerate(part):
            if one.answered:
                tokens = len(one.written.offsets)
                begin, finish = best_span(span[at, :tokens, 0].numpy(), span[at, :tokens, 1].numpy())
                shared = max(0, min(finish, one.last) - max(begin, one.first) + 1)
                f1.append(2 * shared / (finish - begin + 1 + one.last - one.first + 1))
    return Measured(
        len(lessons),
        float(np.mean(f1)) if f1 else float("nan"),
        float(np.mean([value > 0 for value in f1])) if f1 else float("nan"),
        area_under_curve(scores, [one.answered for one in lessons]),
    )


def area_under_curve(scores: Iterable[float], labels: Iterable[bool]) -> float:
    """Return the chance that a right one scores above a wrong one, ties by half; nan when one kind is missing."""
    values, right = np.asarray(list(scores)), np.asarray(list(labels), dtype=bool)
    above = (values[right][:, None] > values[~right][None, :]).mean() if right.any() and not right.all() else np.nan
    ties = (values[right][:, None] == values[~right][None, :]).mean() if right.any() and not right.all() else 0.0
    return float(above + ties / 2)
