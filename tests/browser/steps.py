"""What every story does: look, and sign in."""

import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.backroom import BackRoom
from tests.browser.shop import PASSWORD

SHOTS = Path(__file__).parents[2] / "build/screenshots"


def look(page: Page, name: str) -> None:
    """Keep a screenshot, and ask axe whether anything is seriously wrong."""
    size = page.viewport_size
    assert size is not None
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}-{size['width']}.png", animations="disabled")
    found = Axe().run(page).response["violations"]
    serious = [one for one in found if one["impact"] in {"serious", "critical"}]
    assert not serious, [(one["id"], one["nodes"][0]["html"]) for one in serious]
    across = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert across <= 0, f"{name} is {across} px wider than the screen"


def sign_in(page: Page, username: str) -> None:
    page.goto("/signin")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/(till|office)/"))


def press(app: Page) -> None:
    """The one large button of the page."""
    app.locator("main form button.btn-lg").first.click()


def enter_the_app(app: Page, phone: str, back_room: BackRoom) -> None:
    """A member comes in by a code."""
    app.goto("/m/sign-in")
    give_the_code(app, phone, back_room)
    app.wait_for_url("**/m/")


def give_the_code(app: Page, phone: str, back_room: BackRoom) -> None:
    """The phone, and what was sent to it."""
    app.locator("input[name=phone]").fill(phone)
    press(app)
    # The browser may be working for it, and only then is a code sent.
    expect(app.locator("input[name=code]")).to_be_focused()
    app.locator("input[name=code]").fill(back_room.ask("code_of", phone))
    press(app)


def stand_at_the_till(page: Page) -> None:
    """The first till, whose shift is open."""
    page.goto("/till/")
    page.get_by_role("button", name="一号台").press("Enter")
    expect(page.get_by_label("扫码或输入查找商品")).to_be_visible()


def call(page: Page, tail: str) -> None:
    """A member by the last digits of the phone."""
    page.keyboard.press("F2")
    expect(page.get_by_role("dialog", name="会员").get_by_role("searchbox")).to_be_focused()
    page.keyboard.type(tail)
    expect(page.get_by_text(f"138****{tail}")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)


def add(page: Page, good: str) -> None:
    """Put the goods of this style on the ticket."""
    expect(page.get_by_label("扫码或输入查找商品")).to_be_focused()
    page.keyboard.type(good)
    expect(page.get_by_text(f"样品 {good}").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("[data-next-step]", has_text="收款")).to_be_enabled()


def charge(page: Page) -> None:
    """From the ticket to what is paid with."""
    page.keyboard.press("F8")
    expect(page.get_by_label("实收现金")).to_be_focused()


def sell(page: Page, tail: str, good: str, cash: str) -> None:
    """At the first till: to a member by the last digits of the phone, paid in cash."""
    stand_at_the_till(page)
    call(page, tail)
    add(page, good)
    charge(page)
    page.keyboard.type(cash)
    page.keyboard.press("Enter")
    see_it_done(page)


def see_it_done(page: Page) -> None:
    """The sale went through."""
    expect(page.locator("[data-next-step]", has_text="下一位顾客")).to_be_enabled()
    expect(page.get_by_role("dialog")).to_have_count(0)
