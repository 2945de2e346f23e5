"""The border to LlamaIndex's vocabulary: a passage as their ``TextNode``."""

from __future__ import annotations

from collections.abc import Iterator

from llama_index.core.schema import NodeRelationship, RelatedNodeInfo, TextNode

from corpus.model import Document, Passage

BREADCRUMB = "breadcrumb"


def as_node(passage: Passage, document: Document) -> TextNode:
    """Return `passage` as a node: its id, its exact text, its offsets, and its document as source.

    The breadcrumb is metadata that their embedding and LLM modes prepend as a line, as our own index does; the other
    metadata is for filters and citations alone.
    """
    silent = {
        "document": document.id,
        "title": document.display_title,
        "kind": passage.kind,
        "place": document.card.place.value if document.card.place else "",
        "year": document.card.year or 0,
    }
    shown = {BREADCRUMB: " · ".join(passage.breadcrumb)} if passage.breadcrumb else {}
    return TextNode(
        id_=passage.id,
        text=passage.text,
        start_char_idx=passage.span.start,
        end_char_idx=passage.span.end,
        metadata={**silent, **shown},
        excluded_embed_metadata_keys=list(silent),
        excluded_llm_metadata_keys=list(silent),
        metadata_template="{value}",
        text_template="{metadata_str}\n{content}",
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=document.id)},
    )


def nodes_of(document: Document) -> Iterator[TextNode]:
    """Yield the passages of `document` as nodes, in order."""
    for passage in document.passages:
        yield as_node(passage, document)
