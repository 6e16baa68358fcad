"""The till knows how it prints; the server prints for it, and notes the drawer."""

from uuid import uuid4

import pytest
from tests.support.audited import noted
from tests.support.queue import work_off
from tests.support.shop import NOON

from tessera.printing import cloud, usecases
from tessera.printing.feie import Answer
from tessera.web.till.tests.conftest import Door
from tessera.web.till.tests.test_receipts import sold


class Heard:
    """Feie's end of the line, that takes everything."""

    def __init__(self) -> None:
        self.contents: list[str] = []

    def send(self, *, content: str, **_: object) -> Answer:
        self.contents.append(content)
        return Answer("sent", reference="1")


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    heard = Heard()
    monkeypatch.setattr(cloud, "_others", [lambda: heard])
    return heard


def set_printer(door: Door, way: str) -> None:
    usecases.set_printer(
        actor=door.shop.boss,
        at=NOON,
        store_id=door.shop.store_id,
        way=way,
        columns=32,
        number="316500001",
        has_drawer=True,
    )


def test_only_a_till_with_an_agent_is_told_its_token(door: Door) -> None:
    browser = door.browser("cashier")
    before = browser.get("/till/")
    set_printer(door, "agent")
    after = browser.get("/till/")

    assert '"way": "browser"' in before.text
    assert before.context["config"]["printing"]["token"] == ""
    assert len(after.context["config"]["printing"]["token"]) == 64
    assert "connect-src 'self' http://127.0.0.1:9330" in after["Content-Security-Policy"]


def test_a_cloud_printer_prints_what_stands_on_the_receipt(door: Door, heard: Heard) -> None:
    sale_id, browser = sold(door), door.browser("cashier")
    set_printer(door, "feie")
    asked = {"request": str(uuid4()), "till": door.shop.till_id, "kind": "sales", "id": sale_id}

    answer = browser.post("/till/papers", asked)
    work_off()

    (content,) = heard.contents
    assert "样品 DRESS              ￥598.00<BR>" in content
    assert content.endswith("<CUT>")
    (paper_id,) = answer.json()["papers"]
    assert browser.get(f"/till/papers/{paper_id}").json() == {"state": "sent", "words": ""}


def test_the_drawer_is_noted_with_its_reason_and_not_opened_without_one(
    door: Door, heard: Heard
) -> None:
    browser = door.browser("cashier")
    set_printer(door, "feie")
    asked = {"request": str(uuid4()), "till": door.shop.till_id}

    refused = browser.post("/till/drawer", {**asked, "reason": " "})
    opened = browser.post("/till/drawer", {**asked, "reason": "换零钱"})
    work_off()

    assert (refused.status_code, opened.status_code) == (422, 204)
    assert heard.contents == ["<PLUGIN>"]
    assert [data["reason"] for data in noted("drawer.opened")] == ["换零钱"]
