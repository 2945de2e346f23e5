from __future__ import annotations

from types import SimpleNamespace

import pytest

from ui.learner import know_learner

KEPT = "0123456789abcdef" * 2


def test_whoever_logged_in_is_known_by_that_name() -> None:
    learner = know_learner(KEPT, SimpleNamespace(username="李同志"))
    assert learner.name == "login:李同志"
    assert learner.kept == KEPT


def test_a_browser_keeps_its_name() -> None:
    assert know_learner(KEPT, SimpleNamespace(username=None)).name == f"browser:{KEPT}"


@pytest.mark.parametrize(
    "kept", ["", None, "x", KEPT.upper(), KEPT + "0", 5, ["a"], f"login:{KEPT}", "'; DROP TABLE --"]
)
def test_what_we_never_gave_out_is_replaced(kept: object) -> None:
    first, second = (know_learner(kept, SimpleNamespace(username=None)) for _ in range(2))
    assert first.name.startswith("browser:") and len(first.kept) == 32
    assert first.name != second.name
    assert "login" not in first.name
