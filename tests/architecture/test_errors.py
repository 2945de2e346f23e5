"""Every error a person may meet has its own sentence in both languages."""

from __future__ import annotations

import re
from importlib import import_module

from corpus.errors import DangjianError
from tests.architecture.test_walls import ROOMS, ROOT, sources


def all_errors() -> list[type[DangjianError]]:
    for path in sources(*ROOMS):
        if path.name == "errors.py" or "DangjianError)" in path.read_text(encoding="utf-8"):
            import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))

    def walk(kind: type[DangjianError]) -> list[type[DangjianError]]:
        return [kind, *(leaf for child in kind.__subclasses__() for leaf in walk(child))]

    return [kind for kind in walk(DangjianError) if not kind.__module__.startswith("tests")]


def test_every_error_has_its_own_sentence_in_both_languages() -> None:
    errors = all_errors()
    assert len(errors) >= 8
    for kind in errors:
        assert re.search(r"[\u4e00-\u9fff]", vars(kind)["sentence_zh"]), kind
        assert re.fullmatch(r"[ -~]+", vars(kind)["sentence_en"]), kind
    for language in ("zh", "en"):
        sentences = [kind().message(language) for kind in errors]
        assert len(set(sentences)) == len(sentences)


def test_the_tree_in_the_docstring_names_the_errors_of_its_file() -> None:
    for module in {kind.__module__ for kind in all_errors()}:
        drawn = import_module(module).__doc__ or ""
        if not module.endswith(".errors"):
            continue
        for kind in all_errors():
            if kind.__module__ == module:
                assert kind.__name__ in drawn, kind


def test_a_message_is_one_sentence_with_its_hint() -> None:
    error = DangjianError("磁盘已满。", hint="请清理磁盘。")
    assert error.message() == "操作没有完成：磁盘已满。请清理磁盘。"
    assert error.message("en").startswith("The operation was not completed: ")
