"""The page: its header, its tabs, and what a session remembers. A new tab is one line in `TABS`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from ui.learner import STORAGE_KEY, STORAGE_SECRET
from ui.pages import ask, evaluation, library, study
from ui.present.header import render_header
from ui.shell import QUEUED, Shell, area
from ui.text import Language, Words, words
from ui.text.evaluation import evaluation_words
from ui.text.study import study_words

if TYPE_CHECKING:
    from assistant.settings import Settings
    from ui.engine import Engine

ASSETS = Path(__file__).parent / "assets"
HEADER_DRAWN = (
    "window.dangjian.showHeader(element); window.dangjian.recallLight(); "
    "watch('value', () => window.dangjian.showHeader(element));"
)
QUEUE_LONGEST = 64
CONCURRENT_EVENTS = 8
CACHE_SWEEP_SECONDS = 600
CACHE_AGE_SECONDS = 3_600


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: its id, its label in a language, and what builds it inside the open Gradio context."""

    id: str
    label: Callable[[Words], str]
    build: Callable[[Shell], object]


TABS: tuple[Tab, ...] = (
    Tab("ask", lambda w: w.tab_ask, ask.build),
    Tab("study", lambda w: study_words("en" if w.language_tag == "en" else "zh").tab, study.build),
    Tab("library", lambda w: w.tab_library, library.build),
    Tab("evaluation", lambda w: evaluation_words("en" if w.language_tag == "en" else "zh").tab, evaluation.build),
)


def build_page(engine: Engine, settings: Settings) -> Any:
    """Return the page as Gradio blocks, with its queue set; nothing is served yet."""
    start: Language = settings.language
    w = words(start)
    sweep = (CACHE_SWEEP_SECONDS, CACHE_AGE_SECONDS)
    with gr.Blocks(title=w.product, analytics_enabled=False, fill_width=True, delete_cache=sweep) as blocks:
        language = gr.State(start)
        revision = gr.State("")
        learner = gr.BrowserState(
            "", storage_key=STORAGE_KEY, secret=STORAGE_SECRET
        )  # in a tab it would be read too late
        header = area(render_header(words=w), elem_id="dj-header", events=("language",), then=HEADER_DRAWN)
        shell = Shell(
            engine=engine, settings=settings, language=language, revision=revision, learner=learner, blocks=blocks
        )
        with gr.Tabs(elem_id="dj-tabs"):
            drawn = []
            for tab in TABS:
                with gr.Tab(tab.label(w), id=tab.id, elem_id=f"dj-tab-{tab.id}") as each:
                    tab.build(shell)
                drawn.append(each)

        def switch(now: Language) -> dict[Any, Any]:
            then: Language = "zh" if now == "en" else "en"
            labels = {each: gr.update(label=tab.label(words(then))) for each, tab in zip(drawn, TABS, strict=True)}
            return {language: then, header: render_header(words=words(then)), **labels}

        header.language(switch, [language], [language, header, *drawn], **QUEUED)
    blocks.queue(max_size=QUEUE_LONGEST, default_concurrency_limit=CONCURRENT_EVENTS, api_open=False)
    return blocks


def page_theme() -> Any:
    """Return the look: system fonts only, so that no font is ever fetched; a restrained red."""
    red = gr.themes.Color(
        c50="#fdf3f2", c100="#fae3e1", c200="#f3c6c2", c300="#e89d97", c400="#d9655c", c500="#c23b31",
        c600="#b3261e", c700="#951f18", c800="#781a15", c900="#5f1713", c950="#3b0d0a",
    )  # fmt: skip
    fonts = ("Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "system-ui", "sans-serif")
    mono = ("Noto Sans Mono CJK SC", "Sarasa Mono SC", "Consolas", "monospace")
    return gr.themes.Base(
        primary_hue=red, secondary_hue=red, neutral_hue=gr.themes.colors.stone, font=fonts, font_mono=mono,
        radius_size=gr.themes.sizes.radius_sm,
    ).set(
        button_primary_background_fill="*primary_600", button_primary_background_fill_hover="*primary_700",
        button_primary_background_fill_dark="*primary_600", button_primary_background_fill_hover_dark="*primary_700",
    )  # fmt: skip


def page_css() -> str:
    """Return the page's style sheet."""
    return (ASSETS / "page.css").read_text(encoding="utf-8")


def page_head() -> str:
    """Return what goes into the page's head: our script, inline."""
    script = (ASSETS / "page.js").read_text(encoding="utf-8")
    return f"<script>{script}</script>"
