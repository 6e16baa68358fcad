"""A member's life on a phone: from a poster to the first card, in by finger, and out for good."""

import re

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.backroom import BackRoom
from tests.browser.steps import look, press, sign_in

PHONES = {1440: "13911110001", 768: "13911110002", 360: "13911110003"}
"""A person for each width."""


def test_from_a_poster_to_the_first_card_and_out_again(
    page: Page, phone: BrowserContext, width: int
) -> None:
    sign_in(page, "boss")
    app = phone.new_page()
    with_a_finger(app)
    join(app, page, width)
    see_the_card(app)
    walk(app)
    make_a_passkey(app)
    come_in_by_finger(app)
    keep_the_card_without_a_network(app)
    leave(app, page, width)


def with_a_finger(app: Page) -> None:
    """The device has a sensor that knows its owner."""
    device = app.context.new_cdp_session(app)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def code_of(office: Page, number: str) -> str:
    """In a shop that sends nothing the office shows the code."""
    office.goto(f"/office/messages?q={number[-4:]}")
    found = re.search(r"\b\d{6}\b", office.locator("#rows").inner_text())
    assert found
    return found[0]


def join(app: Page, office: Page, width: int) -> None:
    app.goto("/join")
    look(app, "member-phone")
    app.locator("input[name=phone]").fill(PHONES[width])
    press(app)
    expect(app.locator("input[name=code]")).to_be_focused()
    look(app, "member-code")
    app.locator("input[name=code]").fill(code_of(office, PHONES[width]))
    press(app)
    expect(app.locator("input[type=checkbox]:checked")).to_have_count(0)
    look(app, "member-join")
    app.locator("input[name=name]").fill("林小雅")
    app.locator("input[name=consent_membership]").check()
    press(app)
    app.wait_for_url("**/m/?new=1")


def see_the_card(app: Page) -> None:
    """The code is drawn, and the till's pattern of a card fits it."""
    card = app.locator("[data-card-code]")
    expect(card).to_have_attribute("data-code", re.compile(r"^M[0-9A-Z]{39}$"))
    expect(card.locator("svg")).to_be_visible()
    look(app, "member-card")


def walk(app: Page) -> None:
    for number, name in enumerate(("holdings", "purchases", "invite", "me"), start=1):
        app.locator(".app-bar a").nth(number).click()
        app.wait_for_url(f"**/m/{name}")
        expect(app.locator(".app-bar a[aria-current=page]")).to_have_count(1)
        look(app, f"member-{name}")
    app.goto("/m/level")
    look(app, "member-level")


def make_a_passkey(app: Page) -> None:
    app.goto("/m/me/passkey")
    look(app, "member-passkey")
    app.locator("[data-passkey=add]").click()
    app.wait_for_url("**/m/me")
    expect(app.locator("form[action*='/passkeys/']")).to_have_count(1)


def come_in_by_finger(app: Page) -> None:
    app.locator("form[action$='sign-out'] button").click()
    app.wait_for_url("**/m/sign-in")
    app.locator("[data-passkey=enter]").click()
    app.wait_for_url("**/m/")


def keep_the_card_without_a_network(app: Page) -> None:
    app.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    app.goto("/m/")
    app.context.set_offline(True)
    app.goto("/m/")
    expect(app.locator("[data-card-code] svg")).to_be_visible()
    app.context.set_offline(False)


def leave(app: Page, office: Page, width: int) -> None:
    app.goto("/m/me/leave")
    look(app, "member-leave")
    press(app)
    expect(app.locator("input[name=code]")).to_be_visible()
    app.locator("input[name=code]").fill(code_of(office, PHONES[width]))
    press(app)
    expect(app.locator(".drawing")).to_be_visible()
    look(app, "member-left")
    app.goto("/m/")
    app.wait_for_url("**/m/sign-in**")


def test_after_three_codes_the_browser_is_checked_by_itself(
    chromium: Browser, site: str, back_room: BackRoom
) -> None:
    app = chromium.new_page(base_url=site, locale="zh-CN", viewport={"width": 360, "height": 800})
    loaded = list[str]()
    app.on("request", lambda request: loaded.append(request.url))
    for number in range(4):
        app.goto("/m/sign-in")
        app.locator("input[name=phone]").fill(f"1393333000{number}")
        press(app)
        expect(app.locator("input[name=code]")).to_be_focused()
    assert any("/challenge-" in address for address in loaded)
    assert back_room.ask("code_of", "13933330003")
    app.context.close()
