"""Value in a member's hands: topped up, given, used up, exchanged, and found again in the books."""

import re

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.backroom import BackRoom
from tests.browser.shop import PHONES, SAVERS
from tests.browser.steps import (
    add,
    call,
    charge,
    enter_the_app,
    look,
    press,
    see_it_done,
    sign_in,
    stand_at_the_till,
)

PIN = "258014"


def test_a_top_up_under_the_contract_is_spent_with_the_pin_by_keyboard(
    page: Page, phone: BrowserContext, width: int, back_room: BackRoom
) -> None:
    number, app = PHONES[SAVERS[width]], phone.new_page()
    enter_the_app(app, number, back_room)
    choose_a_pin(app)
    sign_in(page, "cashier")
    stand_at_the_till(page)
    top_up(page, number[-4:])
    spend(page, number[-4:])
    see_what_is_left(app)


def choose_a_pin(app: Page) -> None:
    app.goto("/m/value/pin")
    look(app, "member-value-pin")
    for field in ("pin", "again"):
        app.locator(f"input[name={field}]").fill(PIN)
    press(app)
    app.wait_for_url("**/m/value")


def top_up(till: Page, tail: str) -> None:
    """The contract comes up by itself, is read, and the sale goes on."""
    call(till, tail)
    add(till, "TOPUP500")
    charge_under_the_contract(till)
    look(till, "till-topup")
    till.keyboard.press("Enter")
    see_it_done(till)
    look(till, "till-topped-up")
    till.keyboard.press("Enter")


def charge_under_the_contract(till: Page) -> None:
    """It is read before anything is paid."""
    till.keyboard.press("F8")
    contract = till.get_by_role("dialog", name="储值协议")
    expect(contract.get_by_text("本金随时可退")).to_be_visible()
    look(till, "till-contract")
    till.keyboard.press("Tab")  # from the text, which the arrow keys scroll
    expect(contract.locator("footer button")).to_be_focused()
    till.keyboard.press("Enter")
    expect(till.get_by_label("实收现金")).to_be_focused()


def spend(till: Page, tail: str) -> None:
    call(till, tail)
    add(till, "DRESS")
    charge(till)
    till.keyboard.press("w")
    expect(till.get_by_role("radio", name="储值")).to_be_checked()
    look(till, "till-wallet")
    till.keyboard.press("Enter")
    asked = till.get_by_role("dialog", name="支付密码或会员端动态码")
    expect(asked.locator("input")).to_be_focused()
    look(till, "till-proof")
    for wrong_and_right in ("000000", PIN):
        till.keyboard.type(wrong_and_right, delay=80)
        till.keyboard.press("Enter")
        if wrong_and_right != PIN:
            expect(asked.get_by_role("alert")).to_be_visible()
            expect(asked.locator("input")).to_be_focused()
    see_it_done(till)
    look(till, "till-spent")


def see_what_is_left(app: Page) -> None:
    app.goto("/m/value")
    expect(app.get_by_text("228.18").first).to_be_visible()
    look(app, "member-value")


def test_a_gift_card_and_a_pass_are_sold_and_used_by_keyboard(
    page: Page, width: int, back_room: BackRoom
) -> None:
    code, number = back_room.ask("make_a_gift"), PHONES[SAVERS[width]]
    back_room.ask("agree", number)
    sign_in(page, "cashier")
    stand_at_the_till(page)
    sell_the_gift(page, code)
    pay_with_it(page, code)
    sell_the_pass(page, number[-4:])
    use_it_and_undo(page, number[-4:])


def sell_the_gift(till: Page, code: str) -> None:
    """The scanned code goes on the line that sells the card."""
    expect(till.get_by_label("扫码或输入查找商品")).to_be_focused()
    till.keyboard.type("礼品卡")
    expect(till.get_by_text("礼品卡").first).to_be_visible()
    till.keyboard.press("Enter")
    expect(till.get_by_label("礼品卡卡密")).to_have_value("")
    till.keyboard.type(code)
    till.keyboard.press("Enter")
    expect(till.get_by_label("礼品卡卡密")).to_have_value(code)
    expect(till.locator("[data-next-step]", has_text="收款")).to_be_enabled()
    look(till, "till-gift-sold")
    charge_under_the_contract(till)
    till.keyboard.press("Enter")
    see_it_done(till)
    till.keyboard.press("Enter")


def pay_with_it(till: Page, code: str) -> None:
    add(till, "DRESS")
    charge(till)
    till.keyboard.type(code)
    till.keyboard.press("Enter")
    expect(till.get_by_label("礼品卡卡密")).to_have_value(code)
    look(till, "till-gift")
    till.keyboard.press("Enter")
    see_it_done(till)
    till.keyboard.press("Enter")


def sell_the_pass(till: Page, tail: str) -> None:
    call(till, tail)
    add(till, "CARE")
    charge(till)
    till.keyboard.press("Enter")
    see_it_done(till)
    till.keyboard.press("Enter")


def use_it_and_undo(till: Page, tail: str) -> None:
    call(till, tail)
    till.keyboard.press("F2")
    card = till.get_by_role("dialog", name="会员")
    expect(card.get_by_text("剩 12 次", exact=True)).to_be_visible()
    look(till, "till-pass")
    card.get_by_role("button", name="用 1 次").press("Enter")
    expect(card.get_by_text("剩 11 次", exact=True)).to_be_visible()
    look(till, "till-pass-used")
    card.get_by_role("button", name=re.compile("撤销")).press("Enter")
    expect(card.get_by_text("剩 12 次", exact=True)).to_be_visible()


def test_points_become_value_and_the_books_open_what_moved(
    page: Page, phone: BrowserContext, width: int, back_room: BackRoom
) -> None:
    name, app = SAVERS[width], phone.new_page()
    back_room.ask("buy", PHONES[name], 1, 3)
    enter_the_app(app, PHONES[name], back_room)
    exchange(app)
    sign_in(page, "manager")
    ask_for_points(page, name)
    page.context.clear_cookies()
    sign_in(page, "boss")
    let_it_happen(page, name)
    open_the_books(page)


def exchange(app: Page) -> None:
    app.goto("/m/points/exchange")
    look(app, "member-exchanges")
    app.get_by_role("link", name="积分换余额").click()
    expect(app.get_by_role("heading", name="积分换余额")).to_be_visible()
    look(app, "member-exchange")
    press(app)
    expect(app.get_by_role("alert").or_(app.get_by_role("status")).first).to_be_visible()
    look(app, "member-exchanged")


def ask_for_points(office: Page, name: str) -> None:
    """More than a manager may add alone."""
    office.goto(f"/office/members?q={name}")
    office.get_by_role("link", name=name).first.click()
    office.get_by_role("link", name="调整").click()
    sheet = office.locator("#sheet-body")
    sheet.locator("[name=points]").fill("800")
    sheet.locator("[name=reason]").fill("开业活动漏记")
    look(office, "office-adjust")
    sheet.locator("button[type=submit]").click()
    expect(sheet).to_be_hidden()


def let_it_happen(office: Page, name: str) -> None:
    office.goto("/office/points/adjustments")
    waiting = office.locator("li", has_text=name)
    look(office, "office-adjustments")
    waiting.get_by_role("link", name="通过").click()
    sheet = office.locator("#sheet-body")
    sheet.locator("button[type=submit]").click()
    expect(sheet).to_be_hidden()
    expect(waiting.get_by_role("link", name="通过")).to_have_count(0)


def open_the_books(office: Page) -> None:
    """What was adjusted opens the entries behind it."""
    office.goto("/office/statements?holding=points")
    look(office, "office-statement")
    office.locator("dl a[href*='column=adjusted']").first.click()
    expect(office.get_by_text("人工调整").first).to_be_visible()
    expect(office.get_by_text("+800").first).to_be_visible()
    look(office, "office-entries")
