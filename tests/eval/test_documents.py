from __future__ import annotations

from pathlib import Path

import pytest

from eval.documents import Understood, score, score_documents, table
from eval.errors import UnusableSet

GOLDEN = {
    "tree": ["part [一、] 甲", "  item [1.] 乙", "part [二、] 丙"],
    "card": {"titles": ["题"], "number": "示办〔2025〕1号"},
}


def test_a_document_like_its_golden_has_all_right() -> None:
    assert score("a", "txt", GOLDEN, GOLDEN) == Understood("a", "txt", 3, 3, 2, 2, ())


def test_missing_misplaced_and_extra_headings_are_wrong() -> None:
    got = {"tree": ["part [二、] 丙", "part [一、] 甲", "  item [1.] 乙", "part [三、] 丁"], "card": GOLDEN["card"]}
    found = score("a", "txt", GOLDEN, got)
    assert (found.headings, found.headings_right) == (4, 2)
    assert found.wrong == ("多标题：part [三、] 丁",)


def test_a_field_that_only_one_side_states_is_wrong_and_what_neither_states_counts_for_nothing() -> None:
    got = {"tree": GOLDEN["tree"], "card": {"titles": ["题"], "issuer": "示例市", "masked": False, "regions": []}}
    found = score("a", "txt", GOLDEN, got)
    assert (found.fields, found.fields_right) == (3, 1)
    assert len(found.wrong) == 2


def test_table_has_a_line_for_each_format_and_one_for_all() -> None:
    lines = table([Understood("a", "md", 4, 3, 2, 2), Understood("b", "ofd", 0, 0, 2, 1)])
    assert lines[1:] == [
        "md\t1\t75.0% (3/4)\t100.0% (2/2)",
        "ofd\t1\t—\t50.0% (1/2)",
        "合计\t2\t75.0% (3/4)\t75.0% (3/4)",
    ]


def test_outside_a_checkout_it_says_where_to_run(tmp_path: Path) -> None:
    with pytest.raises(UnusableSet, match="源码"):
        score_documents(tmp_path)
