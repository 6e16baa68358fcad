"""A price by hand at the till, by keyboard alone: beyond the cashier's limit a manager types the PIN."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.shop import PIN
from tests.browser.steps import look, sign_in, stand_at_the_till
from tests.browser.test_first_sale import choose_a_size


@pytest.mark.parametrize("width", [1440], indirect=True)
def test_a_cashier_takes_a_fifth_off_and_a_manager_approves_it_by_keyboard(page: Page) -> None:
    sign_in(page, "cashier")
    stand_at_the_till(page)
    choose_a_size(page, 0)
    expect(page.get_by_text("319.20").first).to_be_visible()
    page.keyboard.press("%")
    sheet = page.get_by_role("dialog")
    expect(sheet.locator("input[inputmode=decimal]")).to_be_focused()
    page.keyboard.type("30")
    expect(sheet.get_by_text("279.30").first).to_be_visible()
    look(page, "till-price")
    page.keyboard.press("Enter")
    expect(sheet.locator("input[type=password]")).to_have_count(1)
    look(page, "till-approval")
    page.keyboard.type("manager")
    page.keyboard.press("Enter")
    page.keyboard.type(PIN)
    page.keyboard.press("Enter")
    expect(sheet).to_have_count(0)
    page.keyboard.press("F8")
    expect(page.get_by_label("实收现金")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-next-step]", has_text="下一位顾客")).to_be_enabled()
    expect(page.get_by_text("279.30").first).to_be_visible()
