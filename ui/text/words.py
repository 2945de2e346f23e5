"""What the page has words for. One field a word; names in braces are filled in by `str.format`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The page's words in one language."""

    product: str
    tagline: str
    language_tag: str
    switch_language: str
    switch_language_tag: str
    switch_language_hint: str
    dark: str
    light: str
    tab_ask: str
    tab_library: str
    loading: str
    loading_step: str
    stage_read: str
    stage_encode: str
    stage_words: str
    stage_publish: str
    colon: str
    date_units: str
    engine_failed: str

    welcome: str
    welcome_more: str
    examples: str
    placeholder: str
    question_label: str
    send: str
    new_conversation: str
    empty_question: str
    long_question: str
    searching: str
    failed: str
    conversation_label: str
    your_question: str

    status_answered: str
    status_partial: str
    status_not_found: str
    status_clarify: str
    status_chitchat: str
    engine_rephrased: str
    nearest: str
    notes: str
    suggestions: str
    copy: str
    copied: str
    copy_failed: str
    sources_heading: str
    wrong_citation: str
    off_topic: str
    thanks_feedback: str
    show_sources: str
    show_nearest: str

    scope: str
    scope_remove: str
    scope_section: str
    scope_item: str
    scope_set: str
    scope_place: str
    scope_year: str
    scope_document: str
    scope_any_place: str
    scope_any_year: str
    scope_any_document: str

    sources: str
    sources_empty: str
    sources_none: str
    whose_words: str
    source_open: str
    chip_label: str
    back_to_sources: str
    back_to_answer: str
    passage_label: str
    document_text: str
    furniture: str
    furniture_short: str
    masked: str
    masked_hint: str
    page_number: str
    part_shown: str
    not_stated: str
    untitled_date: str

    card: str
    field_title: str
    field_number: str
    field_issuer: str
    field_date: str
    field_place: str
    field_kind: str
    field_signer: str
    field_addressee: str
    field_printed: str
    field_published: str
    field_event: str
    field_classification: str
    field_publisher: str
    field_author: str
    field_issued: str
    origin_catalogue: str
    origin_user: str
    origin_inferred: str
    date_issued: str
    date_event: str
    date_published: str
    date_inferred: str

    library_count: str
    library_empty: str
    library_filter: str
    library_filter_placeholder: str
    library_no_match: str
    library_table_label: str
    library_pick: str
    status_ready: str
    status_no_text: str
    status_words: str
    upload: str
    upload_hint: str
    upload_running: str
    upload_waiting: str
    upload_added: str
    upload_updated: str
    upload_unchanged: str
    upload_refused: str
    upload_indexing: str
    upload_indexed: str
    refusals: str
    outline: str
    outline_empty: str
    edit: str
    edit_hint: str
    edit_save: str
    edit_saved: str
    edit_unchanged: str
    remove: str
    remove_question: str
    remove_yes: str
    remove_no: str
    removed: str
    warnings: str
