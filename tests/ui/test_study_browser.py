"""The study tab in a real browser: a daily set by the keyboard, an exam, two people, a phone, an empty library."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from corpus.library import Library
from tests.ui.conftest import RunningPage, running_page
from ui.text.study import EN, ZH

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WIDE, PHONE = (1280, 860), (390, 844)
MAKING = 150_000  # ms that a busy machine may take to make and check all items
LETTERS = "ABCDEFGH"


@pytest.fixture(scope="module")
def study_page(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningPage]:
    """A page whose records are these tests' own."""
    with running_page(shutil.copytree(home, tmp_path_factory.mktemp("study") / "home")) as page:
        yield page


@contextmanager
def studying(
    browser: Browser, served: RunningPage, size: tuple[int, int] = WIDE, *, dark: bool = False
) -> Iterator[Page]:
    """Open the study tab as a new person, its items made; afterwards nothing may have gone wrong or left this machine."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if dark else "light"
    )
    hosts: set[str] = set()
    wrong: list[str] = []
    context.on("request", lambda request: hosts.add(urlsplit(request.url).hostname or "inline"))
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    context.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    try:
        yield open_tab(context, served)
        assert hosts <= {"127.0.0.1", "inline"}
        assert wrong == []
    finally:
        context.close()


def open_tab(context: BrowserContext, served: RunningPage) -> Page:
    page = context.new_page()
    page.goto(served.url)
    page.get_by_role("tab", name=ZH.tab, exact=True).click()
    page.locator("#dj-study-notice [data-ready]").wait_for(timeout=MAKING, state="attached")
    page.wait_for_timeout(400)
    return page


def begin(page: Page, mode: str) -> None:
    page.locator(f"[data-act=start][data-mode={mode}]").click()
    page.locator("#dj-study .dj-item, #dj-study .dj-study-told").first.wait_for()


def choose(page: Page) -> str:
    """Choose something in the item on show, by the keyboard where that is possible, and return the item's type."""
    type_ = page.locator(".dj-item").get_attribute("data-type") or ""
    match type_:
        case "single" | "multiple" | "judge":
            page.keyboard.press("1")
            assert page.locator("[data-pick=A]").get_attribute("aria-pressed") == "true"
        case "order":
            for n in range(page.locator("[data-pick]").count()):
                page.keyboard.press(LETTERS[n].lower())
            assert page.locator("[data-rank]").count() == page.locator("[data-pick]").count()
        case "match":
            for n in range(page.locator(".dj-lefts li").count()):
                page.locator(f"[data-pair='{n + 1}-{LETTERS[n]}']").click()
        case "blank":
            page.locator("input.dj-write").fill("不知道")
        case "short":
            page.locator("textarea.dj-write").fill("我的要点")
            page.locator("[data-act=reveal]").click()
            page.locator("[data-point]").first.click()
    return type_


def submit(page: Page) -> None:
    """Submit by the space bar, or by Enter where one is writing."""
    if page.locator("input.dj-write").count():
        page.locator("input.dj-write").press("Enter")
    else:
        page.keyboard.press("Space")
    page.locator(".dj-judged .dj-verdict").wait_for()


def go_on(page: Page) -> None:
    at = page.locator(".dj-item").get_attribute("data-at")
    page.keyboard.press("Space")
    page.wait_for_function(
        "at => !document.querySelector('#dj-study .dj-judged') && "
        "(!!document.querySelector('#dj-study .dj-summary') || document.querySelector('#dj-study .dj-item').dataset.at !== at)",
        arg=at,
    )


def rows(served: RunningPage, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(served.home / "study.db")) as connection:
        return connection.execute(query).fetchall()


def fits(page: Page, width: int) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth") <= width)


def test_a_daily_set_by_the_keyboard(browser: Browser, study_page: RunningPage, tmp_path: Path) -> None:
    with studying(browser, study_page) as page:
        page.screenshot(path=tmp_path / "home.png")
        assert "新题 10" in page.locator(".dj-mode-daily").inner_text()
        begin(page, "daily")
        page.keyboard.press("Space")
        page.locator("[role=alert]", has_text=ZH.give_first).wait_for()
        page.keyboard.press("1")
        page.locator("[data-act=hint]").click()
        page.locator(".dj-hint-box").wait_for()
        seen: set[str] = set()
        for n in range(10):
            assert page.locator(".dj-position").inner_text() == ZH.position.format(n=n + 1, total=10)
            seen.add(choose(page))
            page.screenshot(path=tmp_path / f"item-{n}.png")
            submit(page)
            assert len(rows(study_page, "SELECT 1 FROM answers")) == n + 1, "shown before it was stored"
            assert page.locator(".dj-evidence mark").count() >= 1
            page.locator("#dj-study-side mark").first.wait_for()
            page.screenshot(path=tmp_path / f"verdict-{n}.png")
            go_on(page)
        assert len(seen) >= 4
        page.locator(".dj-summary", has_text=ZH.done).wait_for()
        page.screenshot(path=tmp_path / "summary.png")
        page.locator("[data-act=home]").click()
        page.locator(".dj-mode-daily", has_text=ZH.none_today).wait_for()
        assert "10" in page.locator(".dj-tile", has_text=ZH.tile_today).inner_text()
        assert ZH.days.format(n=1) in page.locator(".dj-tile", has_text=ZH.tile_streak).inner_text()
        assert page.locator("#dj-study-side svg").count() == 2
        begin(page, "daily")
        page.locator(".dj-study-told", has_text=ZH.daily_done).wait_for()

        page.reload()
        page.get_by_role("tab", name=ZH.tab, exact=True).click()
        page.locator(".dj-tile", has_text=ZH.tile_today).filter(has_text="10").wait_for()
    assert len({learner for (learner,) in rows(study_page, "SELECT learner FROM answers")}) == 1


def test_two_people_do_not_mix_and_the_language_switch_keeps_the_item(
    browser: Browser, study_page: RunningPage
) -> None:
    before = len(rows(study_page, "SELECT DISTINCT learner FROM answers"))
    with studying(browser, study_page) as first, studying(browser, study_page) as second:
        for page in (first, second):
            begin(page, "challenge")
        choose(first)
        submit(first)
        assert second.locator(".dj-judged").count() == 0
        stem = second.locator(".dj-stem").inner_text()
        second.locator("[data-act=language]").click()
        second.get_by_role("button", name=EN.submit, exact=True).wait_for()
        assert second.locator(".dj-stem").inner_text() == stem
        choose(second)
        submit(second)
        assert second.locator(".dj-verdict").inner_text().strip("✓✗ ") in (EN.verdict_right, EN.verdict_wrong)
        for page in (first, second):
            page.locator("[data-act=leave]").click()
            page.locator("[data-act=home]").click()
            page.locator(".dj-tile").nth(1).filter(has_text="1").wait_for()
    assert len(rows(study_page, "SELECT DISTINCT learner FROM answers")) == before + 2


def test_an_exam_tells_nothing_until_it_is_handed_in(browser: Browser, study_page: RunningPage) -> None:
    with studying(browser, study_page) as page:
        page.select_option("[data-choices=exam] select[name=count]", "10")
        begin(page, "exam")
        clock = page.locator(".dj-clock-left")
        assert clock.inner_text().startswith(("20:00", "19:5"))
        choose(page)
        page.locator(".dj-item .dj-go").click()
        page.locator(".dj-position", has_text=ZH.position.format(n=2, total=10)).wait_for()
        assert page.locator(".dj-verdict, .dj-evidence, [data-act=hint]").count() == 0
        page.locator("[data-act=leave]").click()
        page.locator("[data-act=leave]", has_text=ZH.leave_sure).wait_for()
        assert page.locator(".dj-summary").count() == 0
        page.locator("[data-act=leave]").click()
        page.locator(".dj-summary .dj-score").wait_for()
        assert page.locator(".dj-review > li").count() == 10
        page.locator("details[open] [data-act=source]").first.click()
        page.locator("#dj-study-side mark").first.wait_for()


def test_a_wrong_item_goes_into_its_book_and_a_bad_one_is_reported(browser: Browser, study_page: RunningPage) -> None:
    with studying(browser, study_page) as page:
        begin(page, "wrong")
        page.locator(".dj-study-told", has_text=ZH.wrong_empty).wait_for()
        page.select_option("[data-choices=topic] select[name=type]", "blank")
        begin(page, "topic")
        choose(page)
        submit(page)
        page.locator("[data-act=leave]").click()
        page.locator("[data-act=home]").click()
        page.locator(".dj-mode-wrong", has_text=ZH.open_wrong.format(n=1)).wait_for()
        begin(page, "wrong")
        choose(page)
        submit(page)
        page.locator(".dj-report summary").click()
        page.locator("[data-act=report][data-reason=unclear]").click()
        page.locator(".dj-thanks", has_text=ZH.reported).wait_for()
        kept = json.loads((study_page.home / "quiz-reports.jsonl").read_text(encoding="utf-8").splitlines()[-1])
        assert (kept["reason"], kept["item"]["type"]) == ("unclear", "blank")
        go_on(page)
        page.locator("[data-act=home]").click()
        begin(page, "wrong")
        page.locator(".dj-study-told", has_text=ZH.wrong_empty).wait_for()


def test_an_outline_is_recited(browser: Browser, study_page: RunningPage) -> None:
    with studying(browser, study_page) as page:
        begin(page, "recite")
        assert page.locator(".dj-item").get_attribute("data-type") == "order"
        choose(page)
        submit(page)
        go_on(page)
        assert page.locator(".dj-hole").count() == 1
        assert choose(page) == "blank"
        submit(page)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_on_a_phone_nothing_is_cut_off(browser: Browser, study_page: RunningPage, tmp_path: Path, dark: bool) -> None:
    with studying(browser, study_page, PHONE, dark=dark) as page:
        page.screenshot(path=tmp_path / "home.png", full_page=True)
        assert fits(page, PHONE[0])
        begin(page, "daily")
        for n in range(6):
            choose(page)
            assert fits(page, PHONE[0])
            submit(page)
            page.screenshot(path=tmp_path / f"verdict-{n}.png")
            assert fits(page, PHONE[0])
            box = page.locator(".dj-item-head").bounding_box()
            assert box is not None and 0 <= box["y"] < 200, "the item does not stand at the top"
            go_on(page)


def test_an_empty_library_is_one_plain_sentence(browser: Browser, home: Path, tmp_path: Path) -> None:
    empty = shutil.copytree(home, tmp_path / "home")
    with Library.open(empty) as library:
        for id_ in library.ids():
            library.remove(id_)
    with running_page(empty) as served, studying(browser, served) as page:
        assert page.locator("#dj-study-notice").inner_text() == ZH.empty_library
        for mode in ("daily", "exam", "recite"):
            begin(page, mode)
            page.locator(".dj-study-told", has_text=ZH.empty_library).wait_for()


def test_whoever_logs_in_studies_under_that_name(
    browser: Browser, study_page: RunningPage, home: Path, tmp_path: Path
) -> None:
    own = shutil.copytree(home, tmp_path / "home")
    shutil.copy(study_page.home / "study-items.json", own)  # the same documents: no need to make the items again
    with running_page(own, environment={"DANGJIAN_AUTH": "lee:secret"}) as served:
        context = browser.new_context()
        try:
            assert context.request.post(f"{served.url}login", form={"username": "lee", "password": "secret"}).ok
            page = open_tab(context, served)
            begin(page, "daily")
            choose(page)
            submit(page)
        finally:
            context.close()
        assert rows(served, "SELECT learner FROM answers") == [("login:lee",)]
