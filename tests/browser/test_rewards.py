"""A member redeems a reward on the phone; the till scans its code, and the goods go over the counter."""

import re

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.backroom import BackRoom
from tests.browser.shop import PHONES, REDEEMERS
from tests.browser.steps import enter_the_app, look, press, sign_in


def test_a_reward_is_redeemed_in_the_app_and_fetched_at_the_till(
    page: Page, phone: BrowserContext, width: int, back_room: BackRoom
) -> None:
    name, app = REDEEMERS[width], phone.new_page()
    back_room.ask("buy", PHONES[name], 1, 3)
    enter_the_app(app, PHONES[name], back_room)
    find_it(app)
    wish_for_it(app)
    code = redeem_it(app)
    sign_in(page, "cashier")
    fetch_it(page, code)
    see_it_done(app)


def find_it(app: Page) -> None:
    app.goto("/m/rewards")
    expect(app.locator(".reward-card")).to_have_count(1)
    look(app, "member-rewards")
    app.locator(".reward-card", has_text="青瓷杯").click()
    expect(app.get_by_role("heading", name="青瓷杯")).to_be_visible()
    look(app, "member-reward")


def wish_for_it(app: Page) -> None:
    app.locator("button.reward-heart").click()
    expect(app.locator("button.reward-heart")).to_have_attribute("aria-pressed", "true")
    app.goto("/m/rewards?show=wished")
    app.locator(".reward-card").click()


def redeem_it(app: Page) -> str:
    """The step before the points go, and the code afterwards."""
    app.locator("main a.btn-lg").click()
    app.wait_for_url("**/redeem")
    expect(app.locator("input[type=radio]:checked")).to_have_count(1)
    look(app, "member-redeem")
    press(app)
    app.wait_for_url("**/m/redemptions/*")
    expect(app.locator(".card-code svg")).to_be_visible()
    look(app, "member-redemption")
    code = app.locator("[data-pickup-code]").inner_text()
    assert re.fullmatch(r"R[0-9A-Z]{14}", code)
    return code


def fetch_it(till: Page, code: str) -> None:
    """The code calls the member and puts the mug on the ticket; 9.90 is paid."""
    till.goto("/till/")
    till.get_by_role("button", name="一号台").press("Enter")
    expect(till.get_by_label("扫码或输入查找商品")).to_be_focused()
    till.wait_for_load_state("networkidle")  # a page at work takes keys too slowly for a scanner's
    till.keyboard.type(code)
    till.keyboard.press("Enter")
    expect(till.get_by_text("样品 MUG").first).to_be_visible()
    expect(till.locator("[data-next-step]", has_text="收款")).to_be_enabled()
    expect(till.locator("[data-next-step]", has_text="9.90")).to_be_visible()
    look(till, "till-reward")
    till.keyboard.press("F8")
    expect(till.get_by_label("实收现金")).to_be_focused()
    till.keyboard.type("10")
    till.keyboard.press("Enter")
    expect(till.locator("[data-next-step]", has_text="下一位顾客")).to_be_enabled()
    look(till, "till-reward-done")


def see_it_done(app: Page) -> None:
    """The code is gone: it fetched the reward once."""
    app.reload()
    expect(app.locator("[data-pickup-code]")).to_have_count(0)
    look(app, "member-redemption-done")
