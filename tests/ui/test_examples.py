from __future__ import annotations

import pytest

from corpus.model import Document
from tests.ui.samples import DOCUMENT, MASKED
from ui.examples import MOST, example_questions
from ui.text import Language


def test_examples_name_what_the_documents_hold() -> None:
    assert example_questions((DOCUMENT,), language="zh") == (
        "示例市机关2025年学习要点有哪些？",
        "《示例市机关2025年学习要点》的文号是多少？什么时候印发的？",
        "“加强学习”包括哪些内容？",
    )


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("documents", [(), (MASKED,), (DOCUMENT, MASKED, DOCUMENT, MASKED)])
def test_examples_are_few_and_different(documents: tuple[Document, ...], language: Language) -> None:
    questions = example_questions(documents, language=language)
    assert len(questions) == len(set(questions)) <= MOST
