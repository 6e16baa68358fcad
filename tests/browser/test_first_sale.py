"""The first story: sell a dress to a member at the till, and take it back (issue of the first sale)."""

import re

from playwright.sync_api import Page, Route, expect

from tests.browser.shop import WIDTHS
from tests.browser.steps import look, sign_in, stand_at_the_till


def test_a_dress_is_sold_to_a_member_and_taken_back_in_chinese_by_keyboard(
    page: Page, width: int
) -> None:
    page.goto("/signin")
    look(page, "signin")
    sign_in(page, "cashier")
    choose_till(page, WIDTHS[width])
    open_shift(page)
    find_member(page)
    choose_dress(page)
    look(page, "till-ticket")
    take_back(page, pay(page))
    close_shift(page)


def choose_till(page: Page, name: str) -> None:
    look(page, "till-choose")
    page.get_by_role("button", name=name).press("Enter")


def open_shift(page: Page) -> None:
    """Open it, and press F2 while the answer is still out: the sheet comes after the veil."""
    drawer = page.get_by_label("钱箱备用金")
    expect(drawer).to_be_focused()
    look(page, "till-open")
    page.route("**/shifts/open", hasten)
    page.keyboard.type("500")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="会员")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(1)
    expect(page.get_by_text("开始新的一单").first).to_be_attached()


def hasten(route: Route) -> None:
    """Press a key that opens a sheet while the till waits."""
    page = route.request.frame.page
    expect(page.get_by_role("dialog", name="正在确认")).to_be_attached()
    page.keyboard.press("F2")
    expect(page.get_by_role("dialog")).to_have_count(1)
    route.continue_()


def find_member(page: Page) -> None:
    page.keyboard.type("0001")
    expect(page.get_by_text("138****0001")).to_be_visible()
    look(page, "till-member")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_text("王芳").locator("visible=true").first).to_be_visible()


def choose_dress(page: Page) -> None:
    expect(page.get_by_label("扫码或输入查找商品")).to_be_focused()
    page.keyboard.type("连衣裙")
    expect(page.get_by_text("样品 DRESS")).to_be_hidden()
    expect(page.get_by_text("真丝连衣裙").first).to_be_visible()
    page.keyboard.press("Enter")
    matrix = page.get_by_role("dialog", name="真丝连衣裙")
    expect(matrix.get_by_role("button", name=re.compile("绯红.*S"))).to_be_focused()
    look(page, "till-matrix")
    page.keyboard.press("Enter")
    expect(page.get_by_text("319.20").first).to_be_visible()
    expect(page.get_by_text("限时八折").first).to_be_attached()


def pay(page: Page) -> str:
    """Pay with a note of 400; returns the number on the receipt."""
    page.keyboard.press("F8")
    expect(page.get_by_label("实收现金")).to_be_focused()
    look(page, "till-pay")
    page.keyboard.type("400")
    page.keyboard.press("Enter")
    expect(page.get_by_text("80.80").first).to_be_visible()
    expect(page.get_by_text("319 积分").first).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    look(page, "till-done")
    number = re.search(r"S1-W\d+-\d{6}-\d{4}", page.content())
    assert number
    page.keyboard.press("Enter")
    return number.group()


def take_back(page: Page, number: str) -> None:
    page.keyboard.press("F9")
    expect(page.get_by_text("先找到原销售单")).to_be_visible()
    expect(page.get_by_role("button", name="无小票退货")).to_have_count(0)
    expect(page.get_by_label("小票单号、会员卡、手机号或姓名")).to_be_focused()
    page.keyboard.type(number)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="整单退").click()
    expect(page.locator("[data-next-step]", has_text="319.20")).to_be_enabled()
    look(page, "till-return")
    page.keyboard.press("F8")
    expect(page.locator("[data-next-step]", has_text="下一位顾客")).to_be_enabled()
    expect(page.get_by_role("dialog")).to_have_count(0)
    look(page, "till-returned")
    page.keyboard.press("Enter")


def close_shift(page: Page) -> None:
    page.get_by_role("button", name="菜单").click()
    page.get_by_role("button", name="交班").click()
    expect(page.get_by_role("heading", name="交班")).to_be_visible()
    look(page, "till-count")
    expect(page.locator("main input").first).to_be_focused()
    page.keyboard.type("500")
    page.keyboard.press("F8")
    expect(page.get_by_role("button", name="开下一班")).to_be_visible()
    expect(page.get_by_text("¥0.00").first).to_be_attached()
    expect(page.get_by_role("dialog")).to_have_count(0)
    look(page, "till-closed")


def sell_a_dress(page: Page) -> str:
    """A manager sells a dress to nobody in particular; returns the receipt's number."""
    sign_in(page, "manager")
    page.goto("/till/")
    page.get_by_role("button", name="一号台").press("Enter")
    expect(page.get_by_label("扫码或输入查找商品")).to_be_visible()
    choose_a_size(page, 0)
    page.keyboard.press("F8")
    expect(page.get_by_label("实收现金")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-next-step]", has_text="下一位顾客")).to_be_enabled()
    number = re.search(r"S1-\w+-\d{6}-\d{4}", page.content())
    assert number
    page.keyboard.press("Enter")
    page.keyboard.press("F9")
    expect(page.get_by_role("button", name="无小票退货")).to_be_visible()
    return number.group()


def choose_a_size(page: Page, place: int) -> None:
    """Find the dress by its name and take one of its sizes."""
    page.keyboard.type("连衣裙")
    expect(page.get_by_role("button", name="真丝连衣裙")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="真丝连衣裙")).to_be_visible()
    expect(page.locator("[data-cell]:focus")).to_have_count(1)
    page.locator("[data-cell]:enabled").nth(place).press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_manager_takes_a_dress_back_without_a_receipt_by_keyboard(page: Page) -> None:
    sell_a_dress(page)
    page.keyboard.press("F6")
    expect(page.get_by_label("扫描或输入退回的商品")).to_be_focused()
    choose_a_size(page, 0)
    expect(page.get_by_label("单价")).to_have_value("319.20")
    page.locator("main input[maxlength='80']").fill("小票丢了")
    page.keyboard.press("F2")
    page.keyboard.type("0001")  # at once, as who knows the keys does
    expect(page.get_by_text("138****0001")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("[data-next-step]", has_text="319.20")).to_be_enabled()
    look(page, "till-loose")
    page.keyboard.press("F8")
    expect(page.locator("[data-next-step]", has_text="下一位顾客")).to_be_enabled()
    look(page, "till-loose-done")


def test_a_dress_is_exchanged_for_another_size_in_one_ticket(page: Page) -> None:
    number = sell_a_dress(page)
    page.keyboard.type(number)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="整单退").click()
    expect(page.locator("[data-next-step]", has_text="319.20")).to_be_enabled()
    page.keyboard.press("F6")
    expect(page.locator("main input").first).to_be_focused()
    look(page, "till-exchange")
    choose_a_size(page, 1)
    expect(page.locator("[data-next-step]", has_text="0.00")).to_be_enabled()
    look(page, "till-exchange-priced")
    page.keyboard.press("F8")
    expect(page.locator("[data-next-step]", has_text="下一位顾客")).to_be_enabled()
    look(page, "till-exchanged")


CLOSED = """async () => {
  document.querySelector("dialog button[aria-label='关闭']").click();
  for (let turn = 0; turn < 9; turn += 1) await null;
  return document.activeElement.getAttribute("aria-label");
}"""
"""Close the sheet, and say what has the focus before the browser takes the next key."""


def test_the_field_waits_again_before_the_next_key_when_a_sheet_is_closed(page: Page) -> None:
    sign_in(page, "manager")
    stand_at_the_till(page)
    for key in ("F2", "F4"):
        page.keyboard.press(key)
        expect(page.get_by_role("dialog")).to_have_count(1)
        assert page.evaluate(CLOSED) == "扫码或输入查找商品"


def test_a_till_that_is_open_in_another_tab_is_taken_over_not_shared(page: Page) -> None:
    sign_in(page, "manager")
    page.goto("/till/")
    page.get_by_role("button", name="一号台").press("Enter")
    expect(page.locator("#till header")).to_be_visible()
    second = page.context.new_page()
    second.goto("/till/")
    expect(second.locator("#till button")).to_have_count(1)
    expect(second.locator("#till header")).to_have_count(0)
    look(second, "till-elsewhere")
    second.keyboard.press("Enter")
    expect(second.locator("#till header")).to_be_visible()
    expect(page.locator("#till header")).to_have_count(0)


def test_the_owner_sees_the_truth_in_chinese(page: Page) -> None:
    sign_in(page, "boss")
    for name in ("", "members", "products", "sales", "shifts", "staff", "audit"):
        page.goto(f"/office/{name}")
        page.wait_for_load_state("networkidle")
        look(page, f"office-{name or 'today'}")
        text = page.locator("main").inner_text()
        english = re.findall(r"\b[A-Z]?[a-z]{3,}\b(?: [a-z]{2,}){2,}", text)
        assert not english, english
