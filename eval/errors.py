"""What can go wrong with an evaluation, each with the one sentence that a person sees.

DangjianError
├── UnusableSet      a gold set or a benchmark's files are not what they should be    → correct the named line
├── UnusableAnswers  a file of answers or a stored result cannot be scored            → make it again
└── BelowFloor       the product is worse than its recorded floor                     → find the loss
"""

from __future__ import annotations

from typing import ClassVar

from corpus.errors import DangjianError


class UnusableSet(DangjianError):
    """A gold set or a benchmark's files cannot be used."""

    sentence_zh: ClassVar[str] = "评测题集无法使用"
    sentence_en: ClassVar[str] = "The evaluation set cannot be used"


class UnusableAnswers(DangjianError):
    """A file of answers, or a stored result, cannot be scored."""

    sentence_zh: ClassVar[str] = "答案文件无法评测"
    sentence_en: ClassVar[str] = "The answers cannot be scored"


class BelowFloor(DangjianError):
    """A measured value fell below the recorded floor."""

    sentence_zh: ClassVar[str] = "评测结果低于记录的底线"
    sentence_en: ClassVar[str] = "The result is below its recorded floor"
