"""Records answers one after the other and says on standard output which are stored; made to be killed.

``python -m tests.assistant.quiz.study_host HOME LEARNER COUNT``: every run begins with the first answer again, as a
page does that does not know how far it had come.
"""

from __future__ import annotations

import sys
from pathlib import Path

from assistant.quiz.study.given import Given
from assistant.quiz.study.grading import grade
from assistant.quiz.study.notebook import Notebook
from assistant.quiz.study.records import Answered
from tests.assistant.quiz.study_items import make_item

ITEMS = 50


def answer_number(n: int) -> Answered:
    """The n-th answer: every third one is wrong."""
    item, given = make_item("single", f"i{n % ITEMS}"), Given(choices=("A",) if n % 3 == 0 else ("B",))
    graded = grade(item, given)
    return Answered(f"a{n}", "s", "daily", item, given, graded, "good" if graded.right else "again", False, 5.0)


def main() -> None:
    home, learner, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    notebook = Notebook(home)
    for n in range(count):
        notebook.record(learner, answer_number(n))
        sys.stdout.write(f"{n}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
