"""Trains the reader on tasks and measures it. Where tasks come from and how it is exported is elsewhere.

A batch holds a few passages with all questions asked of them. Half of the passages are neighbours by meaning: their
questions are asked of each other too, as retrieval would put them before the reader, and some of a passage that is far.
It computes in bfloat16, which a processor with matrix tiles does many times faster; weights are kept and stepped in fp32.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from index.encoder import PASSAGE_PROMPT, OnnxSession
from index.models.reader_material import Task
from index.models.reader_network import NEVER, QUESTION_MARKS, VECTOR, OwnLayers, ReaderNetwork
from index.reader import Encoded, Floats, Page, best_span, encode_page, encode_question, passage_marks, question_marks

OWN_RATE, RATE, DECAY = 1.2e-4, 1e-3, 0.02  # learning rates of the own layers and of what is above; weight decay
WARM_UP, LAST_RATE = 60, 0.02  # steps up, last share of the rate
AVERAGE = 0.997  # of the weights over the steps; the average is what is kept
NEIGHBOURS, PAIRS = 13, 2  # a passage's neighbour is one of the nearest; pairs of neighbours in a batch
NEAR, FAR = 0.5, 0.35  # share of the answered questions that are asked of the neighbour, of a passage of another pair
OTHER_MATTER = 0.7  # weight of their judgement: now and then one does answer
MEASURED_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Lesson:
    """One task in tokens. ``first`` and ``last`` token answer; ``says_yes`` is -1 when that is not asked."""

    task: Task
    asked: Encoded
    written: Encoded
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


class Network(nn.Module):
    """The whole reader: its own layers and the network above them."""

    def __init__(self) -> None:
        super().__init__()
        self.layers, self.above = OwnLayers(), ReaderNetwork()

    def forward(self, lessons: Sequence[Lesson]) -> tuple[Tensor, Tensor]:
        """Return logits of the span's ends ``(b, m, 2)`` and of (answers, says yes) ``(b, 2)`` of `lessons`, in order.

        A page's questions go through together.
        """
        longest = max(len(one.written.kept) for one in lessons)
        rows: dict[Encoded, list[int]] = {}
        for at, one in enumerate(lessons):
            rows.setdefault(one.written, []).append(at)
        spans, judged = [torch.empty(0)] * len(lessons), [torch.empty(0)] * len(lessons)
        for page, places in rows.items():
            with torch.autocast("cpu", dtype=torch.bfloat16):
                span, judgement = self._asked_of(page, [lessons[at] for at in places])
            for row, at in enumerate(places):
                spans[at] = functional.pad(span[row].float(), (0, 0, 0, longest - span.shape[1]), value=-NEVER)
                judged[at] = judgement[row].float()
        return torch.stack(spans), torch.stack(judged)

    def _asked_of(self, page: Encoded, lessons: Sequence[Lesson]) -> tuple[Tensor, Tensor]:
        """Return what the network says of one page's lessons."""
        count, longest = len(lessons), max(len(one.asked.vectors) for one in lessons)
        kept = max(len(one.asked.kept) for one in lessons)
        questions, real = torch.zeros(count, longest, VECTOR), torch.zeros(count, longest)
        places, own = torch.zeros(count, kept, dtype=torch.long), torch.zeros(count, kept)
        marks = torch.zeros(count, kept, QUESTION_MARKS)
        for at, one in enumerate(lessons):
            tokens, words = len(one.asked.vectors), len(one.asked.kept)
            questions[at, :tokens], real[at, :tokens] = torch.from_numpy(one.asked.vectors).float(), 1.0
            places[at, :words], own[at, :words] = torch.tensor(one.asked.kept), 1.0
            marks[at, :words] = torch.from_numpy(one.asked_marks)
        pages = torch.from_numpy(page.vectors).float()[None].expand(count, -1, -1)
        asked, written = self.layers(questions, pages, real)
        asked = torch.gather(asked, 1, places[:, :, None].expand(-1, -1, VECTOR)).float() * own[:, :, None]
        written = written[:, list(page.kept)].float()
        page_marks = torch.stack([torch.from_numpy(one.written_marks) for one in lessons])
        span, judged = self.above(asked, written, marks, page_marks, own, torch.ones(count, len(page.kept)))
        return span, judged


class TokenStore:
    """Questions and pages as the encoder sees them, each made once."""

    def __init__(self, encoder: OnnxSession) -> None:
        self._encoder = encoder
        self._questions: dict[str, Encoded] = {}
        self._pages: dict[Page, Encoded] = {}

    def lesson(self, task: Task, *, weight: float = 1.0) -> Lesson | None:
        """Return `task` in tokens, or None when question, page or answer has none within what is read."""
        if task.question not in self._questions:
            self._questions[task.question] = encode_question(self._encoder, task.question)
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

    def elsewhere(self, lesson: Lesson, page: Page) -> Lesson | None:
        """Return the lesson's question asked of another page, which is taken not to answer it."""
        return self.lesson(replace(lesson.task, page=page, answer=None, affirms=None), weight=OTHER_MATTER)

    def vector(self, page: Page) -> Floats:
        """Return the unit vector ``(d,)`` of a whole page."""
        return self._encoder.embed(self._encoder.tokens(PASSAGE_PROMPT + page.lead + page.text))

    def page(self, page: Page) -> Encoded:
        """Return a page as the encoder sees it."""
        if page not in self._pages:
            self._pages[page] = encode_page(self._encoder, page)
        return self._pages[page]


def train(
    lessons: Sequence[Lesson],
    store: TokenStore,
    own: OwnLayers,
    *,
    epochs: int,
    seed: int = 0,
    after_epoch: Callable[[int, float, Network], None] = lambda epoch, loss, network: None,
) -> Network:
    """Return the trained network, weights averaged over the steps; `own` is what its own layers begin as.

    `after_epoch` gets epoch, mean loss and average.
    """
    random.seed(seed)
    torch.manual_seed(seed)
    network, average = Network(), Network().eval()
    network.layers.load_state_dict(own.state_dict())
    average.load_state_dict(network.state_dict())
    optimiser = torch.optim.AdamW(
        [
            {"params": [*network.layers.parameters()], "full": OWN_RATE},
            {"params": [*network.above.parameters()], "full": RATE},
        ],
        weight_decay=DECAY,
    )
    of_page: dict[Page, list[Lesson]] = {}
    for lesson in lessons:
        of_page.setdefault(lesson.task.page, []).append(lesson)
    vectors = np.stack([store.vector(page) for page in of_page])
    step, steps = 0, max(1, epochs * len(of_page) // (2 * PAIRS))
    for epoch in range(epochs):
        network.train()
        total = count = 0.0
        for batch in _batches(of_page, vectors, store):
            share = min(1.0, (step + 1) / max(1, min(WARM_UP, steps // 10))) * max(LAST_RATE, 1 - step / steps)
            for group in optimiser.param_groups:
                group["lr"] = group["full"] * share
            span, judged = network(batch)
            loss = _loss(span, judged, batch)
            loss.backward()  # type: ignore[no-untyped-call]  # torch has no types for it
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            step, total, count = step + 1, total + float(loss.detach()), count + 1
            keep = min(AVERAGE, (1 + step) / (10 + step))
            with torch.no_grad():
                for mean, now in zip(average.parameters(), network.parameters(), strict=True):
                    mean.mul_(keep).add_(now, alpha=1 - keep)
        after_epoch(epoch, total / max(1.0, count), average)
    return average


def _batches(of_page: dict[Page, list[Lesson]], vectors: Floats, store: TokenStore) -> Iterator[list[Lesson]]:
    """Yield what one epoch sees: each page at least once, with a neighbour, in random order."""
    pages, order, seen, pairs = list(of_page), list(range(len(of_page))), set[int](), list[list[int]]()
    random.shuffle(order)
    for at in order:
        if at in seen:
            continue
        near = [int(other) for other in np.argsort(-(vectors @ vectors[at]), kind="stable")[1:NEIGHBOURS]]
        unseen = [other for other in near if other not in seen]
        pair = [at, *([random.choice(unseen or near)] if near else [])]
        seen.update(pair)
        pairs.append(pair)
    random.shuffle(pairs)
    for start in range(0, len(pairs), PAIRS):
        chosen = [[pages[at] for at in pair] for pair in pairs[start : start + PAIRS]]
        batch = [lesson for pair in chosen for page in pair for lesson in _asked(page, pair, chosen, of_page, store)]
        random.shuffle(batch)
        yield batch


def _asked(
    page: Page, pair: list[Page], chosen: list[list[Page]], of_page: dict[Page, list[Lesson]], store: TokenStore
) -> Iterator[Lesson]:
    """Yield a page's lessons, and some of its answered questions asked of the other pages of the batch."""
    far = [other for pages in chosen if pages is not pair for other in pages]
    for lesson in of_page[page]:
        yield lesson
        draw = random.random()
        others = [other for other in pair if other != page] if draw < NEAR else far if draw < NEAR + FAR else []
        if lesson.answered and others and (asked := store.elsewhere(lesson, random.choice(others))) is not None:
            yield asked


def _loss(span: Tensor, judged: Tensor, lessons: Sequence[Lesson]) -> Tensor:
    first, last = (torch.tensor([getattr(one, end) for one in lessons]) for end in ("first", "last"))
    hit = torch.tensor([one.answered for one in lessons])
    says_yes = torch.tensor([float(one.says_yes) for one in lessons])
    weight = torch.tensor([one.weight for one in lessons])
    judgement = functional.binary_cross_entropy_with_logits(judged[:, 0], hit.float(), reduction="none")
    loss = 1.5 * (judgement * weight).mean()
    told = says_yes >= 0
    if hit.any():
        ends = functional.cross_entropy(span[hit, :, 0], first[hit]) + functional.cross_entropy(
            span[hit, :, 1], last[hit]
        )
        loss = loss + ends / 2
    if told.any():
        loss = loss + 0.3 * functional.binary_cross_entropy_with_logits(judged[told, 1], says_yes[told])
    return loss


@torch.no_grad()
def measure(network: Network, lessons: Sequence[Lesson]) -> Measured:
    """Return how well the network reads `lessons`; figures are nan when there is nothing to measure."""
    f1: list[float] = []
    scores: list[float] = []
    for start in range(0, len(lessons), MEASURED_AT_ONCE):
        part = lessons[start : start + MEASURED_AT_ONCE]
        span, judged = network(part)
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
