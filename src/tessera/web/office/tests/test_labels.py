"""Labels of goods: chosen by style, search or receipt, looked at, and printed."""

from http import HTTPStatus

from tests.support.shop import NOON

from tessera.printing import usecases as printing
from tessera.stock import usecases as stock
from tessera.web.office.tests.conftest import Scene, SignIn


def test_labels_are_offered_as_many_as_came_in(scene: Scene, sign_in: SignIn) -> None:
    shop = scene.shop
    document_id = stock.receive(
        actor=shop.boss, at=NOON, store_id=shop.store_id, lines=[(shop.dress, 7)], note="春季首批"
    )
    browser = sign_in("manager")

    page = browser.get(f"/office/products/labels?receipt={document_id}").text
    searched = browser.get("/office/products/labels?q=DRESS").text
    stranger = sign_in("manager", scene.elsewhere)
    elsewhere = stranger.get(f"/office/products/labels?receipt={document_id}").text

    assert f'name="count-{shop.dress}"' in page
    assert 'value="7"' in page
    assert f'name="count-{shop.dress}"' in searched
    assert f'name="count-{shop.dress}"' not in elsewhere


def test_a_label_is_shown_printed_as_pdf_and_told_to_a_label_printer(
    scene: Scene, sign_in: SignIn
) -> None:
    shop, browser = scene.shop, sign_in("manager")
    printing.set_printer(actor=shop.boss, at=NOON, store_id=shop.store_id, way="agent", columns=48)
    asked = {f"count-{shop.dress}": "3", "size": "60x40", "till": shop.till_id}

    shown = browser.post("/office/products/labels/preview", asked).text
    file = browser.post("/office/products/labels/file", asked)
    told = browser.post("/office/products/labels/raw", asked).json()

    assert "样品 DRESS" in shown
    assert "<rect" in shown
    assert file["Content-Type"] == "application/pdf"
    assert file.content.count(b"/Type /Page\n") == 3
    assert told["raw"].startswith("SIZE 60 mm,40 mm")
    assert "PRINT 3,1" in told["raw"]
    assert len(told["token"]) == 64


def test_no_labels_or_too_many_are_refused(scene: Scene, sign_in: SignIn) -> None:
    browser = sign_in("manager")

    for count in ("0", "x", "501"):
        answer = browser.post("/office/products/labels/file", {f"count-{scene.shop.dress}": count})
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
