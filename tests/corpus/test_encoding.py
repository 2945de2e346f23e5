from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import UnreadableFile
from corpus.readers.encoding import COMMON, decode
from corpus.shipped import FOLDER
from tests.corpus.samples import NOTICE

ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
SHIPPED = [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.txt"))]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", [*SHIPPED, NOTICE], ids=range(len(SHIPPED) + 1))
def test_official_text_is_read_in_every_encoding(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.invalid == 0


@pytest.mark.parametrize("text", SHIPPED, ids=range(len(SHIPPED)))
def test_traditional_text_is_told_from_simplified(text: str) -> None:
    import opencc

    traditional = opencc.OpenCC("s2t").convert(text)
    data = traditional.encode("big5hkscs", "ignore")
    decoded = decode(data)
    assert decoded.encoding == "big5hkscs"
    assert decoded.text == data.decode("big5hkscs")


@given(st.text(alphabet=sorted(COMMON), min_size=12, max_size=60))
@settings(max_examples=150, deadline=None)
def test_short_text_is_read_right_or_refused_in_gb18030(text: str) -> None:
    with suppress(UnreadableFile):
        assert decode((text + "。\n").encode("gb18030")).text == text + "。\n"


@given(st.binary(min_size=1, max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        text = decode(data).text
    except UnreadableFile:
        return
    text.encode("utf-8")  # no lone surrogates
    assert not any(character in text for character in "\x00\x01\x08")


def test_mostly_ascii_file_with_a_little_gbk_is_gbk() -> None:
    text = "key = value\n" * 50 + "# 示例市机关党委的配置\n"
    assert decode(text.encode("gbk")).text == text


def test_line_ends_stay_as_they_are() -> None:
    assert decode("一\r\n二\r三\n".encode()).text == "一\r\n二\r三\n"
