"""The office sets how tills print, and hands out the agent's file."""

import tomllib
from http import HTTPStatus

from tessera.printing import queries
from tessera.web.office.tests.conftest import Scene, SignIn


def test_a_manager_sets_a_printer_and_takes_the_agents_file_along(
    scene: Scene, sign_in: SignIn
) -> None:
    browser, till_id = sign_in("manager"), scene.shop.till_id
    asked = {"way": "agent", "columns": "32", "has_drawer": "on", "number": ""}

    saved = browser.post(f"/office/printers/tills/{till_id}", asked)
    page = browser.get("/office/printers").text
    file = browser.get(f"/office/printers/tills/{till_id}/agent.toml")

    told = tomllib.loads(file.text)
    assert saved.status_code == HTTPStatus.FOUND
    assert f"/office/printers/tills/{till_id}/agent.toml" in page
    assert told["token"] == queries.of_till(till_id).token
    assert told["shop"] == "http://testserver"
    assert told["printers"]["receipt"]["columns"] == 32
    assert "no-store" in file["Cache-Control"]
    assert told["token"] not in page


def test_a_cloud_printer_without_a_number_is_refused_in_the_dialog(
    scene: Scene, sign_in: SignIn
) -> None:
    browser, store_id = sign_in("manager"), scene.shop.store_id

    answer = browser.post(f"/office/printers/stores/{store_id}", {"way": "feie", "columns": "48"})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert queries.of_till(scene.shop.till_id).way == "browser"
