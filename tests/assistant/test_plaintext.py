from __future__ import annotations

import json
import os

import pytest

from assistant.plaintext import json_line, legible, well_formed


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_argument_is_legible_in_both_encodings_of_chinese_terminals(encoding: str) -> None:
    assert legible(os.fsdecode("东莞2025年有哪些要点？".encode(encoding))) == "东莞2025年有哪些要点？"


def test_bytes_that_are_no_text_are_replaced() -> None:
    assert legible(os.fsdecode(b"abc\xff")) == "abc\ufffd"
    assert legible("\ud800") == "\ufffd"


def test_half_characters_are_replaced_and_whole_ones_kept() -> None:
    assert well_formed("a\ud83d\ude00b\udc00\U0001f600") == "a\U0001f600b\ufffd\U0001f600"


@pytest.mark.parametrize("text", ["一\n二\r\n三", "\u2028\u2029\x85\x0b\x0c\x1c\x1d\x1e", "“引文”\\", "\ud800"])
def test_json_stays_on_one_line_for_every_reader(text: str) -> None:
    line = json_line({"text": text})
    assert len(line.splitlines()) == 1
    assert json.loads(line) == {"text": text}


def test_json_is_not_escaped_where_it_need_not_be() -> None:
    assert json_line({"标题": "党建"}) == '{"标题": "党建"}'
