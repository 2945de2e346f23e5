"""资料库: what the library holds; adding, looking into, correcting and removing documents."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import gradio as gr

from corpus.model import CardField, Document
from ui.failures import plainly, sentence_for
from ui.present.listing import Listed, UploadLine, render_document, render_listing, render_refusals, render_uploads
from ui.present.waiting import render_notice, stage_sentence
from ui.shelf import Shelf
from ui.shell import AT_ONCE, QUEUED, Shell, area, pressed
from ui.text import Language, Words, words
from ui.uploads import Upload, UploadJob, UploadQueue

POLL_SECONDS = 0.2
"""How often a running upload is looked at."""

EDITED_FIELDS = ("title", "number", "issuer", "issued", "place", "kind")
"""The fields of the card that people correct in the page, in the order of the form."""

DOCUMENT_SHOWN = "watch('value', () => window.dangjian.showOpened(element));"

Update = dict[Any, Any]


class LibraryPage:
    """The tab's components and what its events do. One object serves all sessions and keeps nothing of any."""

    name = "library"

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self.queue = UploadQueue()
        w = words(shell.settings.language)
        self.chosen = gr.State("")
        with gr.Row(elem_classes="dj-library", equal_height=False):
            with gr.Column(scale=5, min_width=320, elem_classes="dj-left"):
                self.hint = area(render_notice(w.upload_hint), elem_id="dj-upload-hint")
                self.upload = gr.UploadButton(w.upload, file_count="multiple", variant="primary", elem_id="dj-upload")
                self.progress = area("", elem_id="dj-progress")
                self.wanted = gr.Textbox(
                    "",
                    label=w.library_filter,
                    placeholder=w.library_filter_placeholder,
                    elem_id="dj-filter",
                    container=False,
                )
                self.listing = area("", elem_id="dj-listing", events=("open",))
                self.refusals = area("", elem_id="dj-refusals")
            with gr.Column(scale=7, min_width=320, elem_classes="dj-right"):
                self.notice = area("", elem_id="dj-library-notice")
                self.document = area(render_document(None, words=w), elem_id="dj-document", then=DOCUMENT_SHOWN)
                self.tools = gr.Column(visible=False, elem_id="dj-document-tools")
                with self.tools:
                    self.editor = gr.Accordion(w.edit, open=False)
                    with self.editor:
                        self.edit_hint = area(render_notice(w.edit_hint))
                        self.fields = [gr.Textbox("", label=label, lines=1) for label in _labels(w)]
                        self.save = gr.Button(w.edit_save, variant="primary", size="sm")
                    self.remove = gr.Button(w.remove, size="sm", elem_id="dj-remove")
                    self.confirm = gr.Column(visible=False, elem_id="dj-confirm")
                    with self.confirm:
                        self.question = area("")
                        with gr.Row():
                            self.yes = gr.Button(w.remove_yes, variant="stop", size="sm", elem_id="dj-remove-yes")
                            self.no = gr.Button(w.remove_no, size="sm")
        self._wire()

    # ---- wiring

    def _wire(self) -> None:
        shell = self.shell
        now = [self.chosen, self.wanted, shell.language]
        opened = [self.chosen, self.document, self.tools, self.confirm, self.notice, *self.fields]
        listed = [self.listing, self.refusals]
        self.upload.upload(
            self.take_in, [self.upload, *now], [self.progress, *listed, shell.revision, self.upload],
            concurrency_limit=None, **QUEUED,
        )  # fmt: skip
        self.wanted.change(self.narrow, now, [self.listing, self.notice], trigger_mode="always_last", **AT_ONCE)
        self.listing.open(self.open, [self.wanted, shell.language], [*opened, self.listing], **AT_ONCE)
        self.save.click(self.edit, [*now, *self.fields], [*opened, *listed, shell.revision], **QUEUED)
        self.remove.click(
            self.ask_removal, [self.chosen, shell.language], [self.confirm, self.question, self.notice], **AT_ONCE
        )
        self.no.click(lambda: {self.confirm: gr.update(visible=False)}, None, [self.confirm], **AT_ONCE)
        self.yes.click(self.take_out, now, [*opened, *listed, shell.revision], **QUEUED)
        redrawn = [
            self.hint, self.upload, self.wanted, *listed, self.document, self.editor, self.edit_hint, *self.fields,
            self.save, self.remove, self.yes, self.no, self.confirm, self.notice, self.tools, self.progress,
        ]  # fmt: skip
        shell.language.change(self.relabel, now, redrawn, **AT_ONCE)
        shell.blocks.load(self.arrive, now, redrawn, concurrency_limit=None, **QUEUED)

    # ---- events

    async def arrive(self, chosen: str, wanted: str, language: Language) -> AsyncIterator[Update]:
        """Draw the list for a browser that has just come, once the assistant is open."""
        engine = self.shell.engine
        while not engine.ready:
            yield {self.notice: render_notice(stage_sentence(engine.stage, words=words(language)), busy=True)}
            await asyncio.sleep(POLL_SECONDS)
        try:
            self.shell.shelf()
        except Exception as error:
            reason = words(language).engine_failed.format(reason=sentence_for(error, language=language))
            yield {self.notice: render_notice(reason)}
            return
        yield {self.notice: "", **self._list(self.shell.shelf(), chosen, wanted, language)}

    async def take_in(
        self, files: list[str] | None, chosen: str, wanted: str, language: Language
    ) -> AsyncIterator[Update]:
        """Take uploaded files in and show where each stands, until all are searchable in full."""
        if not files:
            return
        w = words(language)
        uploads = [Upload(Path(file), getattr(file, "orig_name", None) or Path(file).name) for file in files]
        job = self.queue.submit(self.shell.engine.assistant(), uploads, language=language)
        shown: tuple[tuple[UploadLine, ...], str] | None = None
        listed = False
        while True:
            finished = job.finished
            now = (job.lines, _footing(job, words=w))
            update: Update = {}
            if now != shown:
                shown = now
                update[self.progress] = render_uploads(now[0], footing=now[1], words=w)
            if job.read and (finished or not listed):
                listed = True
                update |= self._list(self.shell.shelf(), chosen, wanted, language)
                update[self.shell.revision] = self._revision()
            if update:
                yield update
            if finished:
                break
            await asyncio.sleep(POLL_SECONDS)
        yield {self.upload: gr.update(value=None)}

    @plainly
    def narrow(self, chosen: str, wanted: str, language: Language) -> Update:
        """List only what matches the filter."""
        return {self.listing: self._rows(self.shell.shelf(), chosen, wanted, language)}

    @plainly
    def open(self, wanted: str, language: Language, event: gr.EventData) -> Update:
        """Open one document of the list."""
        chosen = pressed(event, "document")
        shelf = self.shell.shelf()
        return {
            **self._opened(shelf.find_document(chosen), language),
            self.notice: "",
            self.listing: self._rows(shelf, chosen, wanted, language),
        }

    @plainly
    def edit(self, chosen: str, wanted: str, language: Language, *values: str) -> Update:
        """Save the fields of the card that were changed."""
        w = words(language)
        document = self.shell.shelf().find_document(chosen)
        if document is None:
            return self._opened(None, language)
        before = _field_values(document)
        changes = {
            name: value.strip()
            for name, value in zip(EDITED_FIELDS, values, strict=True)
            if value.strip() != before[name]
        }
        if changes:
            self.shell.engine.assistant().library.edit_card(chosen, changes)
            self.queue.refresh(self.shell.engine.assistant())
        shelf = self.shell.shelf()
        return {
            **self._opened(shelf.find_document(chosen), language),
            **self._list(shelf, chosen, wanted, language),
            self.notice: render_notice(w.edit_saved if changes else w.edit_unchanged),
            self.shell.revision: self._revision(),
        }

    @plainly
    def ask_removal(self, chosen: str, language: Language) -> Update:
        """Ask before removing."""
        document = self.shell.shelf().find_document(chosen)
        if document is None:
            return {self.confirm: gr.update(visible=False)}
        sentence = words(language).remove_question.format(title=document.display_title)
        return {self.confirm: gr.update(visible=True), self.question: render_notice(sentence)}

    @plainly
    def take_out(self, chosen: str, wanted: str, language: Language) -> Update:
        """Remove the open document from the library and from the index."""
        document = self.shell.shelf().find_document(chosen)
        title = document.display_title if document is not None else ""
        if document is not None:
            self.shell.engine.assistant().library.remove(chosen)
            self.queue.refresh(self.shell.engine.assistant())
        return {
            **self._opened(None, language),
            **self._list(self.shell.shelf(), "", wanted, language),
            self.notice: render_notice(words(language).removed.format(title=title)) if title else "",
            self.shell.revision: self._revision(),
        }

    @plainly
    def relabel(self, chosen: str, wanted: str, language: Language) -> Update:
        """Draw everything in `language`, what is open kept open."""
        w = words(language)
        update: Update = {
            self.hint: render_notice(w.upload_hint),
            self.upload: gr.update(label=w.upload),
            self.wanted: gr.update(label=w.library_filter, placeholder=w.library_filter_placeholder),
            self.editor: gr.update(label=w.edit),
            self.edit_hint: render_notice(w.edit_hint),
            self.save: gr.update(value=w.edit_save),
            self.remove: gr.update(value=w.remove),
            self.yes: gr.update(value=w.remove_yes),
            self.no: gr.update(value=w.remove_no),
            self.confirm: gr.update(visible=False),
            self.notice: "",
            self.progress: "",
            **{field: gr.update(label=label) for field, label in zip(self.fields, _labels(w), strict=True)},
        }
        if self.shell.engine.ready:
            shelf = self.shell.shelf()
            update |= self._list(shelf, chosen, wanted, language)
            update[self.document] = render_document(shelf.find_document(chosen) if chosen else None, words=w)
        return update

    # ---- drawing

    def _rows(self, shelf: Shelf, chosen: str, wanted: str, language: Language) -> str:
        rows = [Listed.of(document) for document in shelf.documents()]
        meaning = self.shell.engine.assistant().index.ready_for_meaning
        return render_listing(rows, wanted=wanted, chosen=chosen, words=words(language), meaning=meaning)

    def _list(self, shelf: Shelf, chosen: str, wanted: str, language: Language) -> Update:
        refused = {refusal.name: refusal.reason for refusal in self.shell.engine.assistant().library.refusals()}
        return {
            self.listing: self._rows(shelf, chosen, wanted, language),
            self.refusals: render_refusals(refused, words=words(language)),
        }

    def _opened(self, document: Document | None, language: Language) -> Update:
        values = _field_values(document) if document is not None else dict.fromkeys(EDITED_FIELDS, "")
        return {
            self.chosen: document.id if document is not None else "",
            self.document: render_document(document, words=words(language)),
            self.tools: gr.update(visible=document is not None),
            self.confirm: gr.update(visible=False),
            **{field: values[name] for field, name in zip(self.fields, EDITED_FIELDS, strict=True)},
        }

    def _revision(self) -> str:
        return str(self.shell.engine.assistant().library.revision)


def _labels(w: Words) -> tuple[str, ...]:
    return (w.field_title, w.field_number, w.field_issuer, w.field_issued, w.field_place, w.field_kind)


def _field_values(document: Document) -> dict[str, str]:
    card = document.card

    def text(field: CardField | None) -> str:
        return field.value if field is not None else ""

    return {
        "title": card.title or "",
        "number": text(card.number),
        "issuer": text(card.issuer),
        "issued": text(card.issued),
        "place": text(card.place),
        "kind": text(card.kind),
    }


def _footing(job: UploadJob, *, words: Words) -> str:
    if job.failure:
        return job.failure
    done, total = job.indexed
    if not job.finished:
        return words.upload_indexing.format(done=done, total=total) if job.read and total else ""
    return words.upload_indexed if any(line.outcome in ("added", "updated") for line in job.lines) else ""


def build(shell: Shell) -> LibraryPage:
    """Build the tab inside the open Gradio context."""
    return LibraryPage(shell)
