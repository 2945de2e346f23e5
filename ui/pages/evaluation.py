"""评测: how often the product was right when it was last measured."""

from __future__ import annotations

from corpus.errors import DamagedStore
from ui.measured import load_latest_run
from ui.present.evaluation import render_damaged, render_evaluation
from ui.shell import AT_ONCE, Shell, area
from ui.text import Language


class EvaluationPage:
    """The tab: one area, drawn when the page opens and when the language changes."""

    name = "evaluation"

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self.result = area("", elem_id="dj-evaluation")
        shell.blocks.load(self.draw, [shell.language], [self.result], **AT_ONCE)
        shell.language.change(self.draw, [shell.language], [self.result], **AT_ONCE)

    def draw(self, language: Language) -> str:
        """Return the latest result as HTML."""
        try:
            run = load_latest_run(self.shell.settings.home)
        except DamagedStore:
            return render_damaged(language=language)
        return render_evaluation(run, language=language)


def build(shell: Shell) -> EvaluationPage:
    """Build the tab inside the open Gradio context."""
    return EvaluationPage(shell)
