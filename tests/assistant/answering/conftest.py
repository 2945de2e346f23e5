"""A library of the shipped documents and the fictitious samples, opened once for all tests of answers."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.assistant.answering.asking import library_of
from tests.conftest import ROOT

if TYPE_CHECKING:
    from assistant.service import Assistant


@pytest.fixture(scope="session")
def samples(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over the shipped documents and those of tests/data/documents. Ask it; never change its library."""
    from assistant.compose import open_assistant
    from assistant.settings import load_settings
    from corpus.library import Library

    folder = shutil.copytree(home, tmp_path_factory.mktemp("samples") / "home")
    with Library.open(folder) as library:
        refused = [row.reason for row in library.add_all([ROOT / "tests/data/documents"]) if row.id is None]
    assert refused == []
    opened = open_assistant(load_settings(home=folder))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over two invented documents of two invented towns that say much the same with other figures."""
    with library_of(tmp_path_factory.mktemp("towns"), TOWNS) as opened:
        yield opened


TOWNS = {
    "雾溪": """中共雾溪市委市直属机关工作委员会关于2025年度机关党建工作情况的通报

雾直工发〔2026〕4号

各机关党委：
一、总体情况
2025年，市直机关慰问困难党员264名，比2024年增加24名。党费人均310元，比上一年减少15元。志愿者报名930人，较2024年增长12%。
各单位交上来的难题58道，年内销号41道，其余17道今年接着办。检查支部40个，发现问题15个，当场改了9个。
二、今年的安排
骨干夜校办3期，每期5天、45人，由市委党校承办。今年走访企业76家。
拟通报表扬先进集体12个、先进个人35名，公示三天。
老旧车棚的雨棚翻修共需86万元，其中市财政拨付50万元，其余由街道自筹。
雨棚审批原先要交11份材料，如今由11份减到4份，办结由20天压到6天。
驻点干部每人每月补助260元，每名驻点干部包联4个小区。
三、技能赛奖项
（一）单人项目：金奖2个，银奖5个，铜奖9个。
（二）团队项目：优胜奖6组。

中共雾溪市委市直属机关工作委员会
2026年1月20日
""",
    "岩岭": """中共岩岭市委市直属机关工作委员会关于2025年度机关党建工作情况的通报

岩直工发〔2026〕7号

各机关党委：
一、总体情况
市直机关全年慰问困难党员180名。
二、今年的安排
骨干夜校办5期，每期2天、30人。
驻点干部每人每月补助320元，每名驻点干部包联6个小区。

中共岩岭市委市直属机关工作委员会
2026年1月22日
""",
}
