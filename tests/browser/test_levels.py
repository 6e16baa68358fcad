"""Up by a purchase, and the warning before one falls."""

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.backroom import BackRoom
from tests.browser.shop import PHONES, RISERS
from tests.browser.steps import enter_the_app, look, sell, sign_in


def test_who_is_about_to_fall_is_warned_and_rises_at_once_by_a_purchase(
    page: Page, phone: BrowserContext, width: int, back_room: BackRoom
) -> None:
    name, app = RISERS[width], phone.new_page()
    back_room.ask("buy", PHONES[name], 3, 20)
    enter_the_app(app, PHONES[name], back_room)
    be_warned(app)
    sign_in(page, "manager")
    sell(page, PHONES[name][-4:], "DRESS", "300")
    look(page, "till-risen")
    see_the_new_level(app)
    ask_why(page, name)


def be_warned(app: Page) -> None:
    """What is missing stands beside the day on which it is too late."""
    expect(app.get_by_text("金卡").first).to_be_visible()
    look(app, "member-card-warned")
    app.goto("/m/level")
    expect(app.get_by_role("heading", name="金卡")).to_be_visible()
    expect(app.locator(".text-error")).to_contain_text("银卡")
    expect(app.get_by_text("¥703").first).to_be_visible()
    expect(app.get_by_text("普通 → 金卡")).to_be_visible()
    look(app, "member-level-warned")


def see_the_new_level(app: Page) -> None:
    app.goto("/m/level")
    expect(app.get_by_role("heading", name="钻石卡")).to_be_visible()
    expect(app.get_by_text("金卡 → 钻石卡")).to_be_visible()
    look(app, "member-level-risen")


def ask_why(office: Page, name: str) -> None:
    """The office tells what counted."""
    office.goto(f"/office/members?q={name}")
    office.get_by_role("link", name=name).first.click()
    expect(office.get_by_text("普通 → 金卡").first).to_be_visible()
    look(office, "office-member")
    expect(office.get_by_text("金卡 → 钻石卡").first).to_be_visible()
    look(office, "office-why")
