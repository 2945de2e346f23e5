"""The real page in a real browser: asked, read, cited, followed up, switched, fed, on a wide screen and a phone.

Screenshots are kept in ``tests/screenshots/`` for people to look at.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.ui.conftest import ROOT, RunningPage
from ui.text import EN, ZH
from ui.text.evaluation import evaluation_words

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SCREENSHOTS = ROOT / "tests" / "screenshots"
WIDE = (1360, 860)
PHONE = (390, 844)
PATIENCE = 90_000.0  # milliseconds that a slow machine may take for anything one waits for
QUESTION = "东莞2025年市直机关党的建设要点有哪些"
PARTS = (
    "一、带头做到“两个维护”，坚决筑牢政治忠诚根基",
    "二、带头深化理论武装，坚持不懈用习近平新时代中国特色社会主义思想凝心铸魂",
    "三、带头夯实基层基础，不断增强基层党组织政治功能和组织功能",
    "四、带头正风肃纪反腐，推动机关强作风提效率塑形象",
    "五、着力推动党建与业务深度融合，聚力服务高质量发展",
    "六、从严压实主体责任，凝聚机关党建工作新合力",
)
UPLOADED = """示例市机关事务局

示机发〔2025〕7号

示例市机关事务局关于开展红色书架共建活动的通知

各科室：

现将红色书架共建活动有关事项通知如下。

一、活动目标

全年建成红色书架36个，每个书架配备图书不少于120册。

二、工作要求

各科室应当于6月底前报送书架选址方案。

示例市机关事务局

2025年4月2日
"""


@contextmanager
def opened(
    browser: Browser, served: RunningPage, size: tuple[int, int] = WIDE, *, dark: bool = False
) -> Iterator[Page]:
    """Open the page as a new person; afterwards nothing may have gone wrong or left this machine."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if dark else "light"
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    hosts: set[str] = set()
    wrong: list[str] = []
    page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname or "inline"))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: wrong.append(f"dialog {dialog.message}"))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    try:
        page.goto(served.url)
        page.locator(".dj-offer").first.wait_for()
        yield page
        assert hosts <= {"127.0.0.1", "inline"}
        assert wrong == []
    finally:
        context.close()


def ask(page: Page, question: str) -> Locator:
    """Ask by the keyboard and return the exchange once it is answered."""
    count = page.locator(".dj-exchange").count()
    box = page.locator("#dj-question textarea")
    box.fill(question)
    box.press("Enter")
    exchange = page.locator(f"#dj-exchange-{count}")
    exchange.locator(".dj-prose, .dj-failure").wait_for()
    return exchange


def write(field: Locator, text: str) -> None:
    """Write into a field that has only just come into view.

    Gradio gives such a field its own value a moment after it is shown, over what was typed within that moment.
    """
    for _ in range(20):
        field.fill(text)
        field.page.wait_for_timeout(100)
        if field.input_value() == text:
            return
    raise AssertionError(f"the field holds {field.input_value()!r}, not {text!r}")


def keep(page: Page, name: str) -> None:
    SCREENSHOTS.mkdir(exist_ok=True)
    page.wait_for_timeout(350)
    page.screenshot(path=SCREENSHOTS / f"{name}.png")


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def comes_into_view(page: Page, selector: str) -> None:
    """Wait until the middle of the element is what one sees and would touch there, scrolled to rest or not."""
    page.wait_for_function(
        """(selector) => {
            const found = document.querySelector(selector);
            const box = found && found.getClientRects()[0];
            if (!box) return false;
            const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
            return !!top && (top === found || found.contains(top) || top.contains(found));
        }""",
        arg=selector,
    )


def test_the_page_answers_in_time(served: RunningPage) -> None:
    assert served.seconds < 45  # 3 s on a machine that does nothing else


def test_ask_read_and_open_a_citation(browser: Browser, served: RunningPage) -> None:
    with opened(browser, served) as page:
        keep(page, "ask-start-wide")
        exchange = ask(page, QUESTION)
        assert exchange.locator(".dj-status").inner_text() == ZH.status_answered
        prose = squeezed(exchange.locator(".dj-prose").inner_text())
        places = [prose.find(squeezed(part)) for part in PARTS]
        assert -1 not in places
        assert places == sorted(places)
        assert exchange.locator(".dj-scope").inner_text().startswith("范围")
        cards = page.locator("#dj-panel .dj-source")
        chips = exchange.locator(".dj-chip")
        assert cards.count() == len({chips.nth(i).inner_text() for i in range(chips.count())})
        keep(page, "ask-answer-wide")
        for position in (1, chips.count() - 1):
            chip = chips.nth(position)
            number = chip.get_attribute("data-n")
            chip.click()
            mark = page.locator("#dj-panel mark")
            mark.first.wait_for()
            line = chip.evaluate("chip => (chip.closest('li') || chip.closest('p')).innerText")
            heading = re.sub(r"^\d+[.．]\s*|\d+$", "", line.split("\n")[0].strip())
            marked = squeezed("".join(mark.all_inner_texts()))
            tip = chip.get_attribute("title") or ""
            assert marked == squeezed(tip.split("\n", 1)[1])
            assert squeezed(heading)[:10] in marked, number
            comes_into_view(page, "#dj-cited")
            assert page.locator("#dj-panel .dj-card").is_visible()
            assert chip.get_attribute("aria-current") == "true"
            if position == 1:
                keep(page, "ask-citation-wide")
                page.locator("#dj-panel [data-act=back]").click()
                page.locator("#dj-panel .dj-sources").wait_for()


def test_a_card_opens_the_same_words_by_the_keyboard(browser: Browser, served: RunningPage) -> None:
    with opened(browser, served) as page:
        ask(page, QUESTION)
        card = page.locator("#dj-panel .dj-source").nth(2)
        quote = squeezed(card.locator(".dj-source-quote").inner_text())
        card.focus()
        page.keyboard.press("Enter")
        mark = page.locator("#dj-panel mark")
        mark.first.wait_for()
        assert squeezed("".join(mark.all_inner_texts())) == quote


def test_follow_up_unanswerable_and_new_conversation(browser: Browser, served: RunningPage) -> None:
    with opened(browser, served) as page:
        ask(page, QUESTION)
        follow_up = ask(page, "那第二部分呢？")
        assert "健全理论学习长效机制" in follow_up.locator(".dj-prose").inner_text()
        nothing = ask(page, "东莞市直机关2025年党费一共收了多少元？")
        assert nothing.locator(".dj-status").inner_text() == ZH.status_not_found
        assert nothing.locator(".dj-chip").count() == 0
        assert page.locator("#dj-panel .dj-panel-title").inner_text() == ZH.nearest
        keep(page, "ask-not-found-wide")
        page.locator("#dj-panel .dj-source").first.click()
        page.locator("#dj-panel mark").first.wait_for()
        page.locator("#dj-new").click()
        page.locator(".dj-welcome").wait_for()
        assert page.locator(".dj-exchange").count() == 0


def test_odd_questions_get_one_plain_sentence(browser: Browser, served: RunningPage) -> None:
    with opened(browser, served) as page:
        box = page.locator("#dj-question textarea")
        box.press("Enter")
        page.locator("#dj-notice", has_text=ZH.empty_question).wait_for()
        box.fill("长" * 10_000)
        box.press("Enter")
        page.locator("#dj-notice", has_text="问题太长了").wait_for()
        for odd in ("😀😀😀", "'; DROP TABLE documents; --", "<img src=x onerror=alert(1)>", "${alert(1)} {{7*7}}"):
            exchange = ask(page, odd)
            assert exchange.locator(".dj-failure").count() == 0
            assert odd in exchange.locator(".dj-question").inner_text()
            assert exchange.locator("img").count() == 0


def test_enter_while_an_input_method_composes_sends_nothing(browser: Browser, served: RunningPage) -> None:
    with opened(browser, served) as page:
        box = page.locator("#dj-question textarea")
        box.fill("dongguan")
        box.evaluate(
            "box => box.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true}))"
        )
        page.wait_for_timeout(500)
        assert page.locator(".dj-exchange").count() == 0
        box.press("Shift+Enter")
        assert box.input_value() == "dongguan\n"


def test_the_language_switch_keeps_the_conversation(browser: Browser, served: RunningPage) -> None:
    with opened(browser, served) as page:
        ask(page, QUESTION)
        page.locator(".dj-chip").nth(1).click()
        page.locator("#dj-panel mark").first.wait_for()
        marked = page.locator("#dj-panel mark").all_inner_texts()
        page.locator("[data-act=language]").click()
        page.locator(".dj-status", has_text=EN.status_answered).wait_for()
        page.get_by_role("tab", name=EN.tab_library).wait_for()
        page.get_by_role("button", name=EN.send, exact=True).wait_for()
        assert page.locator("html").get_attribute("lang") == "en"
        assert page.locator(".dj-question").inner_text().endswith(QUESTION)
        assert page.locator("#dj-panel mark").all_inner_texts() == marked
        keep(page, "ask-english-wide")
        answer = ask(page, "What are Dongguan's 2025 key points?")
        assert squeezed(PARTS[5]) in squeezed(answer.inner_text())
        page.locator("[data-act=language]").click()
        page.locator(".dj-status", has_text=ZH.status_answered).first.wait_for()
        assert page.locator(".dj-exchange").count() == 2


def test_a_limit_is_shown_and_can_be_taken_off(browser: Browser, served: RunningPage) -> None:
    with opened(browser, served) as page:
        exchange = ask(page, QUESTION)
        place = exchange.locator("[data-act=widen][data-part=place]")
        assert "东莞" in place.inner_text()
        place.click()
        again = page.locator("#dj-exchange-1")
        again.locator(".dj-prose").wait_for()
        assert "东莞" not in again.locator(".dj-question").inner_text()


def test_a_limit_can_be_set(browser: Browser, served: RunningPage) -> None:
    with opened(browser, served) as page:
        page.locator(".dj-limits button.label-wrap").click()
        page.get_by_label(ZH.scope_place).click()
        page.get_by_role("option", name="东莞").click()
        page.locator(".dj-limits", has_text=f"{ZH.scope_set}：东莞").wait_for()
        exchange = ask(page, "第三部分包括哪几项？")
        assert "深入实施基层党组织建设强基工程" in exchange.inner_text()
        facts = page.locator("#dj-panel .dj-source-group > .dj-source-facts")
        assert facts.count() > 0
        assert all("东莞" in text for text in facts.all_inner_texts())


def test_copying_gives_the_citation_form(browser: Browser, served: RunningPage) -> None:
    with opened(browser, served) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        exchange = ask(page, QUESTION)
        exchange.locator("[data-act=copy]").click()
        page.locator("[data-act=copy]", has_text=ZH.copied).wait_for()
        copied = str(page.evaluate("navigator.clipboard.readText()"))
        assert PARTS[0] in copied
        assert re.search(r"\[1\] 《.+》（东直〔2025〕3号，2025年3月27日）第一部分", copied)


def test_a_verdict_is_kept_for_review(browser: Browser, served: RunningPage) -> None:
    with opened(browser, served) as page:
        question = "东莞2025年市直机关党的建设要点是谁印发的？"
        exchange = ask(page, question)
        exchange.locator("[data-act=judge]").last.click()
        exchange.locator(".dj-thanks").wait_for()
        lines = (served.home / "feedback.jsonl").read_text(encoding="utf-8").splitlines()
        kept = json.loads(lines[-1])
        assert (kept["question"], kept["verdict"]) == (question, "off_topic")
        assert kept["answer"]["answer"]


def test_two_people_do_not_see_each_others_words(browser: Browser, served: RunningPage) -> None:
    with opened(browser, served) as first, opened(browser, served) as second:
        ask(first, QUESTION)
        ask(second, "第三部分讲什么？")
        ask(first, "它的文号是多少？")
        assert first.locator(".dj-exchange").count() == 2
        assert "东直〔2025〕3号" in first.locator("#dj-exchange-1").inner_text()
        assert second.locator(".dj-exchange").count() == 1


def test_a_file_is_added_looked_into_asked_about_edited_and_removed(
    browser: Browser, served: RunningPage, tmp_path: Path
) -> None:
    good, bad = tmp_path / "红色书架.txt", tmp_path / "坏文件.pdf"
    good.write_text(UPLOADED, encoding="utf-8")
    bad.write_bytes(b"%PDF-1.7 not really")
    kept = set((served.home / "uploads").rglob("*.*"))
    with opened(browser, served) as page:
        page.get_by_role("tab", name=ZH.tab_library).click()
        page.locator("#dj-listing .dj-source").first.wait_for()
        before = page.locator("#dj-listing .dj-source").count()
        with page.expect_file_chooser() as chooser:
            page.locator("#dj-upload").click()
        chooser.value.set_files([good, bad])
        page.locator("#dj-progress", has_text=ZH.upload_indexed).wait_for()
        outcomes = page.locator("#dj-progress li").all_inner_texts()
        assert ZH.upload_added in outcomes[0]
        assert ZH.upload_refused in outcomes[1]
        assert page.locator("#dj-listing .dj-source").count() == before + 1
        assert "坏文件.pdf" in page.locator("#dj-refusals").inner_text()
        page.locator("#dj-filter input, #dj-filter textarea").first.fill("红色书架")
        page.wait_for_function("document.querySelectorAll('#dj-listing .dj-source').length === 1")
        page.locator("#dj-listing .dj-source").click()
        document = page.locator("#dj-document")
        document.locator(".dj-card").wait_for()
        assert "示机发〔2025〕7号" in document.inner_text()
        assert "活动目标" in document.locator(".dj-outline").inner_text()
        keep(page, "library-wide")

        page.get_by_role("tab", name=ZH.tab_ask).click()
        exchange = ask(page, "示例市全年建成红色书架多少个？")
        assert "36个" in exchange.locator(".dj-prose").inner_text()
        exchange.locator(".dj-chip").first.click()
        page.locator("#dj-panel mark").first.wait_for()
        assert "36个" in "".join(page.locator("#dj-panel mark").all_inner_texts())

        page.get_by_role("tab", name=ZH.tab_library).click()
        page.get_by_role("button", name=ZH.edit).click()
        page.get_by_role("button", name=ZH.edit_save, exact=True).click()
        page.locator("#dj-library-notice", has_text=ZH.edit_unchanged).wait_for()
        write(page.get_by_label(ZH.field_kind, exact=True), "活动通知")
        page.get_by_role("button", name=ZH.edit_save, exact=True).click()
        page.locator("#dj-library-notice", has_text=ZH.edit_saved).wait_for()
        document.filter(has_text="活动通知").wait_for()  # the card is drawn after the notice
        assert re.search(rf"活动通知\s*{ZH.origin_user}", document.inner_text())

        page.locator("#dj-remove").click()
        page.locator("#dj-confirm", has_text="红色书架").wait_for()
        page.locator("#dj-remove-yes").click()
        page.locator("#dj-library-notice", has_text="已移出").wait_for()
        page.locator("#dj-filter input, #dj-filter textarea").first.fill("")
        page.wait_for_function(f"document.querySelectorAll('#dj-listing .dj-source').length === {before}")
        page.get_by_role("tab", name=ZH.tab_ask).click()
        gone = ask(page, "示例市全年建成红色书架多少个？")
        assert "36个" not in gone.locator(".dj-prose").inner_text()
    assert set((served.home / "uploads").rglob("*.*")) <= kept


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_on_a_phone_nothing_is_cut_off_and_the_citation_comes_into_view(
    browser: Browser, served: RunningPage, dark: bool
) -> None:
    name = "dark" if dark else "light"
    with opened(browser, served, PHONE, dark=dark) as page:
        keep(page, f"ask-start-phone-{name}")
        ask(page, QUESTION)
        keep(page, f"ask-answer-phone-{name}")
        page.locator(".dj-chip").nth(1).click()
        page.locator("#dj-panel mark").first.wait_for()
        comes_into_view(page, "#dj-cited")
        keep(page, f"ask-citation-phone-{name}")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
        page.locator("#dj-panel [data-act=reading]").click()
        comes_into_view(page, ".dj-chip[aria-current=true]")
        page.evaluate("window.scrollTo(0, 0)")
        page.get_by_role("tab", name=ZH.tab_library).click()
        page.locator("#dj-listing .dj-source").first.wait_for()
        keep(page, f"library-phone-{name}")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_dark_follows_the_system_and_the_switch(browser: Browser, served: RunningPage) -> None:
    def ground(page: Page) -> int:
        colour = page.evaluate("getComputedStyle(document.querySelector('#dj-conversation')).backgroundColor")
        return sum(int(part) for part in re.findall(r"\d+", colour)[:3])

    with opened(browser, served, dark=True) as page:
        assert ground(page) < 200
        ask(page, QUESTION)
        keep(page, "ask-answer-wide-dark")
        page.locator("[data-act=light]").click()
        assert ground(page) > 700
        page.reload()
        page.locator(".dj-offer").first.wait_for()
        page.wait_for_timeout(300)
        assert ground(page) > 700


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_latest_evaluation_is_shown_whole(browser: Browser, served: RunningPage, size: tuple[int, int]) -> None:
    from tests.ui.test_evaluation import stored

    stored(served.home)
    with opened(browser, served, size) as page:
        page.get_by_role("tab", name=evaluation_words("zh").tab).click()
        tables = page.locator("#dj-evaluation table")
        tables.first.wait_for()
        assert "75.0%" in tables.first.inner_text()
        assert tables.first.locator("tr").nth(1).evaluate("row => row.offsetHeight") < 60
        assert all(tables.evaluate_all("all => all.map(each => each.scrollWidth <= each.clientWidth + 1)"))
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
        keep(page, f"evaluation-{size[0]}")
