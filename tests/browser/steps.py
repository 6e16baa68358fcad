"""What every story does: look, and sign in."""

import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.shop import PASSWORD

SHOTS = Path(__file__).parents[2] / "build/screenshots"


def look(page: Page, name: str) -> None:
    """Keep a screenshot, and ask axe whether anything is seriously wrong."""
    size = page.viewport_size
    assert size is not None
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}-{size['width']}.png", animations="disabled")
    found = Axe().run(page).response["violations"]
    serious = [one for one in found if one["impact"] in {"serious", "critical"}]
    assert not serious, [(one["id"], one["nodes"][0]["html"]) for one in serious]
    across = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert across <= 0, f"{name} is {across} px wider than the screen"


def sign_in(page: Page, username: str) -> None:
    page.goto("/signin")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/(till|office)/"))
