"""Errors that only the assistant's own floor can make; leaves of the tree drawn in `corpus.errors`.

DangjianError
└── InvalidSettings     an argument, environment variable or line of dangjian.toml cannot be used → correct it
"""

from __future__ import annotations

from corpus.errors import DangjianError


class InvalidSettings(DangjianError):
    """A setting is unknown or its value cannot be used."""

    sentence_zh = "设置有误"
    sentence_en = "The settings cannot be used"
