"""A level on application: a member asks, one person reviews, another decides, the fee is paid."""

import re

from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from tests.browser.backroom import BackRoom
from tests.browser.shop import APPLICANTS, PHONES
from tests.browser.steps import enter_the_app, look, sell, sign_in
from tests.support.applying import PDF


def test_an_application_goes_through_two_hands_and_its_fee_brings_the_level(
    page: Page, phone: BrowserContext, width: int, back_room: BackRoom
) -> None:
    name, app = APPLICANTS[width], phone.new_page()
    sign_in(page, "boss")
    write_the_charter(page)
    apply(app, PHONES[name], back_room)
    here = find(page, name)
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
    pay(page, app, PHONES[name], back_room)
    page.goto(here)
    take_the_step(page)
    expect(page.locator("ol li")).to_have_count(7)
    look(page, "application-issued")


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


def apply(app: Page, number: str, back_room: BackRoom) -> None:
    """The member asks for the level in their app."""
    enter_the_app(app, number, back_room)
    app.goto("/m/level")
    app.get_by_role("button", name="银卡").click()
    expect(app.get_by_role("heading", name=re.compile("银卡 · "))).to_be_visible()
    paper = FilePayload(name="id.pdf", mimeType="application/pdf", buffer=PDF)
    app.locator("input[name=paper]").set_input_files(paper)
    app.locator("form[action$='/papers'] button").click()
    expect(app.locator("a[href$='/papers/1']")).to_be_visible()
    look(app, "member-applied")


def find(page: Page, name: str) -> str:
    """Staff could apply for them as well; returns where the application is."""
    page.goto("/office/applications")
    page.locator("a[href='/office/applications/new']").click()
    expect(page.locator("#sheet-body input[name=member]")).to_be_visible()
    look(page, "application-new")
    page.keyboard.press("Escape")
    page.get_by_role("link", name=name).click()
    page.wait_for_url(re.compile("/office/applications/.{36}$"))
    look(page, "application")
    return page.url


def pay(page: Page, app: Page, number: str, back_room: BackRoom) -> None:
    """The fee is a line of a sale; the level follows by itself."""
    app.goto("/m/level")
    look(app, "member-fee-due")
    sell(page, number[-4:], "FEE", "20")
    back_room.ask("grant", number)
    app.goto("/m/level")
    expect(app.get_by_role("heading", name="银卡", exact=True)).to_be_visible()
    look(app, "member-granted")


def take_the_step(page: Page, **filled: str) -> None:
    """The next step is the one large button."""
    page.locator("main a.btn-lg").click()
    sheet = page.locator("#sheet-body")
    for name, text in filled.items():
        sheet.locator(f"[name={name}]").fill(text)
    sheet.locator("button[type=submit]").click()
    expect(sheet).to_be_hidden()
