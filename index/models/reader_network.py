"""The reader's networks: token vectors of question and passage in, span and judgement out. Their training is elsewhere.

`OwnLayers` let all tokens of a question and a passage look at each other; `ReaderNetwork` judges what comes of it.
There question tokens look at each other, passage tokens at the question, then at each other. How well each question token
is matched anywhere in the passage goes into the judgement as well: a detail that is nowhere is what a near miss lacks.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

VECTOR, WIDTH, LAYERS, HEADS = 384, 192, 2, 4
OWN_LAYERS, OWN_HEADS, OWN_INNER = 3, 12, 1536  # of the encoder's form: they begin as its layers 7 to 9
QUESTION_MARKS, PASSAGE_MARKS = 2, 4  # what `index.reader` tells of each token
LEAD = 2  # the passage mark of tokens before the text, where no answer begins
NEVER = 1e4  # taken from a logit, it leaves a probability of zero


class ReaderNetwork(nn.Module):
    """Attention over the token vectors that the own layers give; some 1.4 million weights."""

    def __init__(self, *, dropout: float = 0.15) -> None:
        super().__init__()
        self.question_in, self.passage_in = nn.Linear(VECTOR, WIDTH), nn.Linear(VECTOR, WIDTH)
        self.question_norm, self.passage_norm = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.question_marks = nn.Linear(QUESTION_MARKS, WIDTH)
        self.likeness, self.sharpness = nn.Parameter(torch.ones(VECTOR)), nn.Parameter(torch.tensor(8.0))
        self.question_layer = _layer()
        self.importance = nn.Linear(WIDTH, 1)
        self.mix = nn.Linear(4 * WIDTH + PASSAGE_MARKS + 3, WIDTH)
        self.neighbours = nn.Conv1d(WIDTH, WIDTH, 3, padding=1)
        self.passage_layers = nn.ModuleList([_layer() for _ in range(LAYERS)])
        self.span = nn.Linear(WIDTH, 2)
        self.judge = nn.Sequential(nn.Linear(3 * WIDTH + 4, WIDTH), nn.GELU(), nn.Dropout(dropout), nn.Linear(WIDTH, 2))
        self.drop = nn.Dropout(dropout)

    def forward(
        self,
        question: Tensor,
        passage: Tensor,
        question_marks: Tensor,
        passage_marks: Tensor,
        question_real: Tensor,
        passage_real: Tensor,
    ) -> tuple[Tensor, Tensor]:
        """Return logits of the span's ends ``(b, m, 2)`` and of (answers, says yes) ``(b, 2)``.

        Vectors are ``(b, n, 384)`` and ``(b, m, 384)``, marks ``(b, n, 2)`` and ``(b, m, 4)``; ``*_real`` are 1 for a
        token and 0 for padding, ``(b, n)`` and ``(b, m)``.
        """
        likeness = functional.normalize(passage * self.likeness, dim=-1) @ functional.normalize(
            question * self.likeness, dim=-1
        ).transpose(1, 2)
        no_question = (question_real - 1)[:, None, :] * NEVER
        best = (likeness + no_question).max(-1)[0]
        mean = (likeness * question_real[:, None, :]).sum(-1) / question_real.sum(-1, keepdim=True)
        asked = self.drop(self.question_norm(self.question_in(question))) + self.question_marks(question_marks)
        words = self.drop(self.passage_norm(self.passage_in(passage)))
        asked = self.question_layer(asked, src_key_padding_mask=question_real < 0.5)
        match = words @ asked.transpose(1, 2) / WIDTH**0.5
        looks = torch.softmax(2 * self.sharpness * likeness + match + no_question, -1)
        seen = looks @ asked
        weight = torch.softmax(self.importance(asked)[:, :, 0] + (question_real - 1) * NEVER, -1)
        gist = (weight[:, :, None] * asked).sum(1)
        shared = (looks * question_marks[:, None, :, 0]).sum(-1, keepdim=True)
        signals = (passage_marks, best[:, :, None], mean[:, :, None], shared)
        mixed = self.mix(torch.cat([words, seen, words * seen, words * gist[:, None, :], *signals], -1))
        mixed = mixed + self.neighbours(mixed.transpose(1, 2)).transpose(1, 2)
        for layer in self.passage_layers:
            mixed = layer(mixed, src_key_padding_mask=passage_real < 0.5)
        open_to_answers = passage_real * (1 - passage_marks[:, :, LEAD])
        span = self.span(mixed) + ((open_to_answers - 1) * NEVER)[:, :, None]
        here = (torch.softmax(span.mean(-1), -1)[:, :, None] * mixed).sum(1)
        anywhere = (mixed + (passage_real - 1)[:, :, None] * NEVER).max(1)[0]
        met = (likeness + (passage_real - 1)[:, :, None] * NEVER).max(1)[0]  # of each question token
        covered = (
            (weight * met).sum(-1),
            (met + (1 - question_real) * 10).min(-1)[0],
            (met * question_real).sum(-1) / question_real.sum(-1),
            (weight * question_marks[:, :, 0]).sum(-1),
        )
        return span, self.judge(torch.cat([here, gist, anywhere, torch.stack(covered, -1)], -1))


class OwnLayers(nn.Module):
    """The reader's own layers over the encoder's middle one, of the encoder's form; some 5.3 million weights.

    They begin as the encoder's next three and learn together with the network above them. Question and passage go
    through them side by side, each marked as what it is, so that every word is seen in the light of the other text.
    """

    def __init__(self) -> None:
        super().__init__()
        self.sides = nn.Parameter(torch.zeros(2, VECTOR))  # added to the question's tokens, to the passage's
        self.layers = nn.ModuleList(_OwnLayer() for _ in range(OWN_LAYERS))

    def forward(self, question: Tensor, passage: Tensor, question_real: Tensor) -> tuple[Tensor, Tensor]:
        """Return vectors of the forms given, ``(b, n, 384)`` and ``(b, m, 384)``.

        ``question_real`` ``(b, n)`` is 1 for a token and 0 for padding; passages of one call are of one length.
        """
        vectors = torch.cat([question + self.sides[0], passage + self.sides[1]], 1)
        real = torch.cat([question_real, torch.ones_like(passage[:, :, 0])], 1)
        unseen = ((real - 1) * NEVER)[:, None, None, :]
        for layer in self.layers:
            vectors = layer(vectors, unseen)
        asked = question.shape[1]
        return vectors[:, :asked], vectors[:, asked:]


class _OwnLayer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(VECTOR, VECTOR) for _ in range(3))
        self.attended = nn.Linear(VECTOR, VECTOR)
        self.attended_norm = nn.LayerNorm(VECTOR, eps=1e-12)
        self.inner, self.outer = nn.Linear(VECTOR, OWN_INNER), nn.Linear(OWN_INNER, VECTOR)
        self.outer_norm = nn.LayerNorm(VECTOR, eps=1e-12)

    def forward(self, vectors: Tensor, unseen: Tensor) -> Tensor:
        texts, tokens, _ = vectors.shape
        size = VECTOR // OWN_HEADS
        query, key, value = (
            part(vectors).reshape(texts, tokens, OWN_HEADS, size).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        looks = torch.softmax(query @ key.transpose(2, 3) / size**0.5 + unseen, -1)
        seen = (looks @ value).transpose(1, 2).reshape(texts, tokens, VECTOR)
        vectors = self.attended_norm(vectors + self.attended(seen))
        written: Tensor = self.outer_norm(vectors + self.outer(functional.gelu(self.inner(vectors))))
        return written


class OnePassage(nn.Module):
    """The reader as it is exported: one question, one passage, nothing padded."""

    def __init__(self, own: OwnLayers, above: ReaderNetwork) -> None:
        super().__init__()
        self.own, self.above = own, above

    def forward(
        self,
        question: Tensor,
        passage: Tensor,
        question_kept: Tensor,
        passage_kept: Tensor,
        question_marks: Tensor,
        passage_marks: Tensor,
    ) -> tuple[Tensor, Tensor]:
        """Return what the network returns for the tokens whose places ``*_kept`` name, ``(n,)`` and ``(m,)``."""
        asked, written = self.own(question, passage, torch.ones_like(question[:, :, 0]))
        asked, written = asked.index_select(1, question_kept), written.index_select(1, passage_kept)
        real = torch.ones_like(asked[:, :, 0]), torch.ones_like(written[:, :, 0])
        span, judged = self.above(asked, written, question_marks, passage_marks, *real)
        return span, judged


def _layer() -> nn.TransformerEncoderLayer:
    return nn.TransformerEncoderLayer(
        WIDTH, HEADS, 2 * WIDTH, 0.0, batch_first=True, norm_first=True, activation="gelu"
    )
