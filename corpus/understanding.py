"""Reading turned into understanding: raw text in, document out. Pure: the same input gives the same document."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from corpus.card.read import read_card
from corpus.cleaning.clean import clean
from corpus.cleaning.mirrors import simplify
from corpus.model import Document
from corpus.passages import cut_passages
from corpus.raw import RawDocument
from corpus.structure.frame import find_roles
from corpus.structure.tree import build_tree


def understand(
    raw: RawDocument,
    *,
    id: str,  # noqa: A002 — the field's name everywhere
    name: str,
    source: str,
    raw_sha256: str,
    facts: Mapping[str, Any] | None = None,
) -> Document:
    """Clean, structure and cut `raw`, and read its card.

    ``facts`` are card facts judged by hand; they win over what the text says. Each is a value, or a mapping with
    ``value`` and ``origin`` (``catalogue`` unless it says ``user`` or ``inferred``).

    Raises:
        InvalidRequest: a fact has no such field or a value that makes no sense.
    """
    cleaned = clean(raw)
    text = cleaned.text
    # what is judged is the text in simplified characters; what is kept and quoted is the text as it stands
    plain = simplify(text)
    roles = find_roles(plain, cleaned.paragraphs)
    tree = build_tree(plain, cleaned.paragraphs, roles)
    card = read_card(plain, cleaned.paragraphs, roles, facts or {})
    context = tuple(
        part for part in (card.place.value if card.place else None, card.title or PurePath(name).stem) if part
    )
    passages = cut_passages(text, cleaned.paragraphs, roles, tree, document=id, context=context)
    return Document(
        id=id,
        name=name,
        source=source,
        raw_sha256=raw_sha256,
        text=text,
        text_sha256=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(),
        offsets=cleaned.offsets,
        furniture=cleaned.furniture,
        card=card,
        sections=tree.sections,
        passages=passages,
        pages=cleaned.pages,
        warnings=(*raw.warnings, *tree.warnings),
        names=(name,),
    )
