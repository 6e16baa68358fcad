"""A level on application: the charter is written, one person reviews, another decides."""

import re

from playwright.sync_api import Page, expect

from tests.browser.shop import APPLICANTS
from tests.browser.steps import look, sign_in

PHONES = {width: f"1380000000{place}" for place, width in enumerate(APPLICANTS, start=2)}


def test_an_application_goes_through_two_hands(page: Page, width: int) -> None:
    sign_in(page, "boss")
    write_the_charter(page)
    apply(page, width)
    here = page.url
    take_the_step(page, documents="身份证")
    expect(page.locator("ol li")).to_have_count(2)
    expect(page.locator("main a.btn-lg")).to_have_count(0)  # somebody else decides
    look(page, "application-reviewed")
    page.context.clear_cookies()
    sign_in(page, "manager")
    page.goto(here)
    take_the_step(page)
    expect(page.locator("ol li")).to_have_count(4)
    look(page, "application-due")


def write_the_charter(page: Page) -> None:
    page.goto("/office/charter/write")
    fields = page.locator("main form input[type=text], main form textarea")
    for place in range(fields.count()):
        fields.nth(place).fill("会员免费入会，会员价，积分不过期。")
    look(page, "charter-write")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(re.compile("/office/charter$"))
    look(page, "charter")
    page.goto("/charter")
    look(page, "charter-to-read")


def apply(page: Page, width: int) -> None:
    page.goto("/office/applications")
    page.locator("a[href='/office/applications/new']").click()
    sheet = page.locator("#sheet-body")
    sheet.locator("input[name=member]").fill(PHONES[width])
    look(page, "application-new")
    sheet.locator("button[type=submit]").click()
    page.get_by_role("link", name=APPLICANTS[width]).click()
    page.wait_for_url(re.compile("/office/applications/.{36}$"))
    look(page, "application")


def take_the_step(page: Page, **filled: str) -> None:
    """The next step is the one large button."""
    page.locator("main a.btn-lg").click()
    sheet = page.locator("#sheet-body")
    for name, text in filled.items():
        sheet.locator(f"[name={name}]").fill(text)
    sheet.locator("button[type=submit]").click()
    expect(sheet).to_be_hidden()
