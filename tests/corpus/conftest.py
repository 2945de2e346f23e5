"""One reading process for all tests of this room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus.sandbox import Sandbox


@pytest.fixture(scope="session")
def reader() -> Iterator[Sandbox]:
    """A reading process that is shared; a test that breaks it finds the next one started."""
    sandbox = Sandbox()
    yield sandbox
    sandbox.close()
