"""Staff make somebody a member: at the till by keyboard, with the code that the customer reads out."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.shop import WIDTHS
from tests.browser.steps import look, sign_in

NEW = {1440: "13922222201", 768: "13922222202", 360: "13922222203"}


@pytest.fixture
def office(chromium: Browser, site: str) -> Iterator[Page]:
    """The owner's own browser; in a shop that sends nothing the office shows the codes."""
    context = chromium.new_context(base_url=site, locale="zh-CN")
    page = context.new_page()
    sign_in(page, "boss")
    yield page
    context.close()


def read_out(office: Page, phone: str) -> str:
    """The digits that came to the phone."""
    office.goto(f"/office/messages?q={phone[-4:]}")
    found = re.search(r"\b\d{6}\b", office.locator("#rows").inner_text())
    assert found
    return found[0]


def test_a_customer_becomes_a_member_at_the_till_by_a_code_and_the_keyboard(
    page: Page, office: Page, width: int
) -> None:
    phone = NEW[width]
    sign_in(page, "cashier")
    page.goto("/till/")
    page.get_by_role("button", name=WIDTHS[width]).press("Enter")
    page.get_by_label("钱箱备用金").fill("100")
    page.keyboard.press("Enter")
    expect(page.get_by_label("扫码或输入查找商品")).to_be_visible()
    page.keyboard.press("F2")
    sheet = page.get_by_role("dialog")
    expect(sheet.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type(phone)
    sheet.locator("footer button").click()
    expect(sheet.locator("input[type=tel]").first).to_have_value(phone)
    sheet.locator("input[type=tel]").first.press("Enter")
    digits = sheet.locator("input[inputmode=numeric]")
    expect(digits).to_be_focused()
    look(page, "till-register-code")
    page.keyboard.type(read_out(office, phone))
    expect(sheet.locator("input[maxlength='60']")).to_be_focused()
    page.keyboard.type("林小雅")
    expect(sheet.locator("[type=checkbox]:checked")).to_have_count(0)
    expect(sheet.locator("button[type=submit]")).to_be_disabled()
    sheet.get_by_label("会员服务").check()
    sheet.locator("button[aria-expanded]").click()
    expect(sheet.locator("figure img")).to_be_visible()
    look(page, "till-register")
    sheet.locator("button[type=submit]").press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_text("林小雅").locator("visible=true").first).to_be_visible()
