"""The till opens and prices with the line cut, exactly as the server would."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from tests.browser.conftest import PATIENCE_MS
from tests.browser.steps import sign_in, stand_at_the_till

KEPT = """() => new Promise((kept) => {
  const look = async () => ((await caches.match("/till/")) ? kept(true) : setTimeout(look, 100));
  void look();
})"""
"""When the page has been kept, which is the last that is."""


@pytest.fixture
def till(chromium: Browser, site: str) -> Iterator[BrowserContext]:
    """A browser of its own, whose line is cut: that it complains is no fault."""
    context = chromium.new_context(base_url=site, locale="zh-CN")
    context.set_default_timeout(PATIENCE_MS)
    expect.set_options(timeout=PATIENCE_MS)
    with closing(context):
        yield context


def test_a_till_opens_and_prices_without_its_server_as_the_server_prices(
    till: BrowserContext,
) -> None:
    page = till.new_page()
    sign_in(page, "cashier")
    stand_at_the_till(page)
    page.evaluate(KEPT)
    till.set_offline(True)
    page.reload()
    scan(page, "BCDRESS")
    total = page.locator("[data-next-step]")
    expect(total).to_contain_text("299.00")
    asked: list[str] = []
    page.on("request", lambda request: note(asked, request))
    for _ in range(2):
        scan(page, "BCDRESS")
    expect(total).to_contain_text("897.00")
    assert asked == []
    with page.expect_response("**/api/v1/quote") as answer:
        till.set_offline(False)
        page.get_by_role("button", name="减少").first.click()
    assert answer.value.ok
    page.get_by_role("button", name="增加").first.click()
    expect(total).to_contain_text("897.00")


def scan(page: Page, code: str) -> None:
    field = page.get_by_label("扫码或输入查找商品")
    expect(field).to_be_focused()
    page.keyboard.type(code)
    page.keyboard.press("Enter")


def note(asked: list[str], request: Request) -> None:
    if request.url.endswith("/quote"):
        asked.append(request.url)
