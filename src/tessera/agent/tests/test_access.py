"""Only the shop's own page prints and opens the drawer."""

from pathlib import Path
from uuid import uuid4

import pytest

from tessera.agent import settings
from tessera.agent.tests.conftest import SHOP, TOKEN, Agent

KICK = {"id": str(uuid4()), "printer": "receipt", "drawer": True}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://stranger.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://shop.example"}, 403),
        ({"Origin": None, "Host": "stranger.example"}, 403),  # a name that leads to 127.0.0.1
        ({"Authorization": None}, 401),
        ({"Authorization": "Bearer " + "x" * 40}, 401),
        ({"Authorization": f"Bearer {TOKEN}é".encode().decode("latin-1")}, 401),
        ({"Content-Type": "text/plain"}, 415),  # what a page may send without asking beforehand
    ],
)
def test_a_stranger_neither_prints_nor_opens_the_drawer(
    dummy: Agent, headers: dict[str, str | None], status: int
) -> None:
    answered, heard, _ = dummy.ask("POST", "/jobs?wait=1", KICK, **headers)

    assert answered == status
    assert dummy.desk.queue.latest(5) == []
    if status == 403:
        assert "Access-Control-Allow-Origin" not in heard


def test_a_browser_that_asks_beforehand_may_come_from_the_shop_only(dummy: Agent) -> None:
    asked = {"Access-Control-Request-Private-Network": "true", "Authorization": None}

    status, heard, _ = dummy.ask("OPTIONS", "/jobs", **asked)
    refused, nothing, _ = dummy.ask("OPTIONS", "/jobs", **asked, Origin="https://x.example")

    assert status == 204
    assert heard["Access-Control-Allow-Origin"] == SHOP
    assert heard["Access-Control-Allow-Private-Network"] == "true"
    assert refused == 403
    assert not [name for name in nothing if name.startswith("Access-Control")]


def test_status_needs_the_token_and_the_page_for_people_tells_no_secret(dummy: Agent) -> None:
    assert dummy.ask("GET", "/status", Authorization=None)[0] == 401
    assert dummy.ask("GET", "/", Origin="https://stranger.example")[0] == 403

    status, heard, page = dummy.ask("GET", "/", Origin=None, Authorization=None)

    assert status == 200
    assert "Access-Control-Allow-Origin" not in heard
    assert TOKEN not in page.decode()
    assert "就绪" in page.decode()


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ([], 422, "no_paper"),
        ({"printer": "other"}, 404, "no_such_printer"),
        ({"id": "7", "printer": "receipt", "drawer": True}, 422, "no_id"),
        ({"id": str(uuid4()), "printer": "receipt", "paper": {"title": 5}}, 422, "no_paper"),
    ],
)
def test_what_is_no_job_is_refused(dummy: Agent, body: object, status: int, code: str) -> None:
    answered, _, told = dummy.ask("POST", "/jobs", body)

    assert (answered, told) == (status, {"code": code})


FILE = f"""
shop = "https://shop.example/"
token = "{TOKEN}"
[printers.receipt]
kind = "network"
host = "192.168.1.50"
columns = 32
drawer = "1B 70 00 19 FA"
"""


def test_the_file_tells_everything(tmp_path: Path) -> None:
    (tmp_path / "agent.toml").write_text(FILE)

    found = settings.read(tmp_path / "agent.toml")

    printer = found.printers["receipt"]
    assert (found.shop, found.port) == (SHOP, settings.PORT)
    assert (printer.host, printer.port, printer.columns) == ("192.168.1.50", 9100, 32)
    assert printer.drawer == bytes.fromhex("1b700019fa")
    assert TOKEN not in repr(found)


@pytest.mark.parametrize(
    ("wrong", "right", "word"),
    [
        (TOKEN, "short", "token"),
        ("https://shop.example/", "shop.example", "shop"),
        ('"network"', '"telex"', "kind"),
        ('host = "192.168.1.50"', "", "host"),
        ("columns = 32", "columns = 40", "columns"),
        ("1B 70 00 19 FA", "open!", "drawer"),
        ("[printers.receipt]", "[", "cannot be read"),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_what_to_mend(
    tmp_path: Path, wrong: str, right: str, word: str
) -> None:
    (tmp_path / "agent.toml").write_text(FILE.replace(wrong, right))

    with pytest.raises(settings.WrongFileError, match=word):
        settings.read(tmp_path / "agent.toml")
