"""A friend is brought; what that gives waits, comes, and goes back with the goods."""

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.backroom import BackRoom
from tests.browser.shop import BRINGERS, PHONES
from tests.browser.steps import enter_the_app, give_the_code, look, press, sign_in

FRIENDS = {1440: "13922221101", 768: "13922221102", 360: "13922221103"}


def test_a_reward_waits_until_returns_are_over_and_goes_back_with_the_goods(
    page: Page,
    phone: BrowserContext,
    second_phone: BrowserContext,
    width: int,
    back_room: BackRoom,
) -> None:
    name, app, friend = BRINGERS[width], phone.new_page(), FRIENDS[width]
    enter_the_app(app, PHONES[name], back_room)
    join_by(second_phone.new_page(), link_of(app), friend, back_room)
    back_room.ask("buy", friend, 2)
    back_room.ask("settle", 0)
    see(app, received="0", pending="59")
    look(app, "member-invite-pending")
    release(page, name)
    back_room.ask("settle", 8)
    see(app, received="59", pending="0")
    back_room.ask("give_back", friend)
    back_room.ask("settle", 9)
    see(app, received="0", pending="0")
    read_of_it(app)


def link_of(app: Page) -> str:
    """What the member sends to a friend."""
    app.goto("/m/invite")
    return app.locator("[data-link]").inner_text()


def join_by(app: Page, link: str, number: str, back_room: BackRoom) -> None:
    app.goto(link)
    give_the_code(app, number, back_room)
    app.locator("input[name=name]").fill("李小娜")
    app.locator("input[name=consent_membership]").check()
    press(app)
    app.wait_for_url("**/m/?new=1")


def see(app: Page, *, received: str, pending: str) -> None:
    """Two figures under the friends."""
    app.goto("/m/invite")
    expect(app.get_by_text("李**")).to_be_visible()
    expect(app.locator("dl dd").nth(0)).to_have_text(f"{received} 积分")
    expect(app.locator("dl dd").nth(1)).to_have_text(f"{pending} 积分")


def release(office: Page, name: str) -> None:
    """Both phones were in one place, so somebody looks at it first."""
    sign_in(office, "boss")
    office.goto("/office/rewards")
    look(office, "office-rewards-held")
    held = office.locator("li", has_text=name)
    held.locator("a[href$='/release']").click()
    sheet = office.locator("#sheet-body")
    sheet.locator("[name=reason]").fill("两人同来店里，核实过")
    look(office, "office-rewards-release")
    sheet.locator("button[type=submit]").click()
    expect(held).to_have_count(0)


def read_of_it(app: Page) -> None:
    """Both movements stand in the history, in words."""
    app.goto("/m/history")
    look(app, "member-history-taken-back")
