"""A till sells while its line comes and goes and its browser dies: each sale is there once (CASES 22, 23 and 25)."""

import os
import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    BrowserType,
    Error,
    Page,
    Route,
    expect,
)

from tests.browser.backroom import BackRoom
from tests.browser.conftest import FLAGS, PATIENCE_MS
from tests.browser.steps import look, sign_in

SALES = int(os.environ.get("TESSERA_OFFLINE_SALES", "6"))
"""So many are made; the environment may ask for 500."""

COUNT = """(name) => new Promise((resolve) => {
  const opening = indexedDB.open("tessera-till");
  opening.onsuccess = () => {
    const count = opening.result.transaction(name).objectStore(name).count();
    count.onsuccess = () => { opening.result.close(); resolve(count.result); };
  };
})"""
NUMBERED = """new Promise((resolve) => {
  const opening = indexedDB.open("tessera-till");
  opening.onsuccess = () => {
    const facts = opening.result.transaction("facts").objectStore("facts").getAll();
    facts.onsuccess = () => {
      opening.result.close();
      resolve(facts.result.some((fact) => fact.blocks?.length >= 7));
    };
  };
})"""
PATIENT = """async () => {
  const end = Date.now() + %(patience)s;
  while (!(await (%(asked)s))) {
    if (Date.now() > end) throw new Error("in vain");
    await new Promise((resume) => requestAnimationFrame(resume));
  }
}"""
STAYS = ("/till", "/quote", "/products", "/snapshot")
"""What is still answered: the line is gone for whatever is written."""


@dataclass
class Mortal:
    """A browser with a disk that outlives it."""

    kind: BrowserType
    disk: Path
    site: str
    context: BrowserContext | None = None
    is_cut: bool = False

    def open(self) -> Page:
        """The till's page, in a browser that runs."""
        if self.context is None:
            path = os.environ.get("TESSERA_CHROMIUM", "/usr/bin/chromium")
            self.context = self.kind.launch_persistent_context(
                self.disk,
                executable_path=path,
                args=FLAGS,
                base_url=self.site,
                locale="zh-CN",
                viewport={"width": 1024, "height": 768},
            )
            self.context.set_default_timeout(PATIENCE_MS)
            self.context.route("**/api/v1/**", self._pass)
        return self.context.pages[0] if self.context.pages else self.context.new_page()

    def _pass(self, route: Route) -> None:
        there = any(f"/api/v1{path}" in route.request.url for path in STAYS)
        if self.is_cut and not there:
            route.abort("connectionrefused")
        else:
            route.continue_()

    def die(self, chance: random.Random) -> None:
        """The page is left, its process crashes, or the browser goes."""
        way = chance.randrange(3)
        page = self.open()
        with suppress(Error):
            if way == 0:
                page.reload(wait_until="commit")
            elif way == 1:
                assert self.context
                self.context.new_page()
                self.context.new_cdp_session(page).send("Page.crash")
                page.close()
            else:
                self.close()

    def close(self) -> None:
        """End the browser."""
        if self.context is not None:
            context, self.context = self.context, None
            context.close()


@pytest.fixture
def mortal(chromium: Browser, site: str, tmp_path: Path) -> Iterator[Mortal]:
    """A browser of its own at the till that is cut off."""
    expect.set_options(timeout=PATIENCE_MS)
    browser = Mortal(chromium.browser_type, tmp_path / "disk", site)
    yield browser
    browser.close()


def test_case_25_sales_made_offline_survive_every_kill_and_are_sent_once(
    mortal: Mortal, back_room: BackRoom
) -> None:
    chance = random.Random(25)
    page = mortal.open()
    sign_in(page, "cashier")
    begin(page)
    mortal.is_cut = True
    for made in range(SALES):
        sell_once(mortal, chance, made)
    page = back_at_the_till(mortal)
    refuse_to_close(page, SALES)
    mortal.is_cut = False
    for _ in range(3):
        mortal.die(chance)
        page = back_at_the_till(mortal)
    wait_for(page, f"(({COUNT})('unsent')).then((count) => count === 0)", SALES)
    assert back_room.ask("sold_offline") == f"{SALES} {SALES} {{}}"


def begin(page: Page) -> None:
    """Open the shift of the till that will be cut off, and wait for its numbers."""
    page.goto("/till/")
    page.get_by_role("button", name="断网台").press("Enter")
    expect(page.get_by_label("钱箱备用金")).to_be_focused()
    page.keyboard.type("500")
    page.keyboard.press("Enter")
    expect(page.get_by_label("扫码或输入查找商品")).to_be_focused()
    wait_for(page, NUMBERED)


def wait_for(page: Page, asked: str, times: int = 1) -> None:
    """Until a promise of the page says so; the browser's own waiting takes any promise for a yes."""
    page.evaluate(PATIENT % {"asked": asked, "patience": PATIENCE_MS * times})


def back_at_the_till(mortal: Mortal) -> Page:
    """The page as it opens after a kill: the desk, and what it had sent in vain seen to."""
    page = mortal.open()
    page.bring_to_front()
    page.goto("/till/")
    expect(page.locator("header nav")).to_be_visible()
    if page.evaluate(COUNT, "outbox"):
        page.locator("[data-go-on]").click()
        expect(page.locator("[data-next-step]", has_text="下一位顾客")).to_be_enabled()
    return page


def sell_once(mortal: Mortal, chance: random.Random, made: int) -> None:
    """Sell one fee; a page that died looks whether it was sold before it sells again."""
    dies = chance.random() < 0.4
    page = mortal.open()
    if page.url == "about:blank":
        page = back_at_the_till(mortal)
    while page.evaluate(COUNT, "unsent") == made:
        lay_and_pay(page)
        if dies:
            dies = False
            if chance.random() < 0.5:
                page.wait_for_timeout(chance.randrange(60))
            mortal.die(chance)
            page = back_at_the_till(mortal)
        else:
            see_it_kept(page, made)
    assert page.evaluate(COUNT, "unsent") == made + 1


def lay_and_pay(page: Page) -> None:
    """From wherever the page is to the press that pays."""
    next_customer = page.locator("[data-next-step]", has_text="下一位顾客")
    field = page.get_by_label("扫码或输入查找商品")
    expect(next_customer.or_(field).first).to_be_visible()
    if next_customer.count():
        page.keyboard.press("Enter")
    expect(field).to_be_focused()
    charge = page.locator("[data-next-step]", has_text="收款")
    if "20.00" not in charge.inner_text():
        page.keyboard.type("BCFEE")
        page.keyboard.press("Enter")
    expect(charge).to_be_enabled()
    page.keyboard.press("F8")
    expect(page.get_by_label("实收现金")).to_be_focused()
    page.keyboard.press("Enter")


def see_it_kept(page: Page, made: int) -> None:
    """It is done at once where the line is known to be gone; else the cashier would not wait."""
    go_on = page.locator("[data-go-on]")
    done = page.locator("[data-next-step]", has_text="下一位顾客")
    expect(go_on.or_(done).first).to_be_visible()
    if go_on.count():
        go_on.click()
    expect(done).to_be_enabled()
    if made == 0:
        look(page, "till-offline-done")


def refuse_to_close(page: Page, count: int) -> None:
    """A shift with unsent sales is not closed, and a till not left."""
    field = page.get_by_label("扫码或输入查找商品")
    if not field.count():
        page.keyboard.press("Enter")
    expect(field).to_be_focused()
    page.keyboard.press("F7")
    expect(
        page.locator("main [role=status], main [role=alert]").filter(has_text=str(count)).first
    ).to_be_visible()
    page.locator("header [data-line]").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    look(page, "till-unsent")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
