"""Members from a file in the office: choose, see, confirm, and mend what was refused."""

import io
from collections.abc import Sequence

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook
from tests.support.queue import work_off
from tests.support.registering import find_registered, registered

from tessera.web.office.tests.conftest import Scene, SignIn

pytestmark = pytest.mark.django_db

HERE = "/office/members/imports"
ROWS: list[list[object]] = [
    ["姓名", "手机", "生日"],
    ["林小雅", 13912340001.0, "1990-03-05"],
    ["错", "123", ""],
]


def sheet(*rows: Sequence[object]) -> SimpleUploadedFile:
    book, kept = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(kept)
    return SimpleUploadedFile("老会员.xlsx", kept.getvalue())


def upload(client: Client, file: SimpleUploadedFile | None = None) -> str:
    answer = client.post(HERE, {"file": file or sheet(*ROWS), "store": ""})
    assert answer.status_code == 302
    work_off()
    return str(answer.headers["Location"])


def told(client: Client, address: str) -> str:
    return client.get(address, HTTP_ACCEPT_LANGUAGE="en").content.decode()


def test_the_page_says_what_would_happen_before_anybody_joins(
    scene: Scene, sign_in: SignIn
) -> None:
    client = sign_in()
    page = told(client, upload(client))
    assert "Nothing has happened yet" in page
    assert "This is no phone number" in page
    assert "Would be new" in page
    assert find_registered("林小雅") is None


def test_what_is_confirmed_is_posted_and_the_rest_is_taken_along(
    scene: Scene, sign_in: SignIn
) -> None:
    client = sign_in()
    job = upload(client)
    client.post(f"{job}/confirm")
    assert "0 of 1 rows" in told(client, job)
    work_off()

    assert registered("林小雅").phone == "+8613912340001"
    page = told(client, f"{job}?outcome=new")
    assert "New members" in page
    assert "林小雅" in page
    refused = client.get(f"{job}/refused.csv", HTTP_ACCEPT_LANGUAGE="en").content.decode(
        "utf-8-sig"
    )
    header, row = refused.splitlines()
    assert header == "姓名,手机,生日,Why it was refused"
    assert row.startswith("错,123,,This is no phone number")


def test_progress_is_asked_for_while_there_is_work(scene: Scene, sign_in: SignIn) -> None:
    client = sign_in()
    answer = client.post(HERE, {"file": sheet(*ROWS), "store": ""})
    address = f"{answer.headers['Location']}?part=progress"
    asked = client.get(address, HTTP_HX_REQUEST="true", HTTP_ACCEPT_LANGUAGE="en")
    part = asked.content.decode()
    assert "0 of 2 rows" in part
    assert "hx-trigger" in part
    assert "<html" not in part
    work_off()
    done = client.get(address, HTTP_HX_REQUEST="true")
    assert done.headers["HX-Refresh"] == "true"


def test_columns_are_chosen_by_hand(scene: Scene, sign_in: SignIn) -> None:
    client = sign_in()
    job = upload(client, sheet(["甲", "乙"], ["13912340001", "林小雅"]))
    answer = client.post(f"{job}/columns", {"phone": "0", "name": "1", "store_id": ""})
    assert answer.status_code == 302
    work_off()
    assert "Would be new" in told(client, f"{job}?outcome=new")
    twice = client.post(f"{job}/columns", {"phone": "0", "name": "0"}, HTTP_ACCEPT_LANGUAGE="en")
    assert "each column can mean one thing only" in twice.content.decode()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xd0\xcf\x11\xe0 an old workbook \xff\x00", "This file cannot be read"),
        ("姓名,手机\n=cmd,1".encode(), "has a formula under"),
        (("姓名\n" + "x" * 10**6).encode(), "far too much text"),
        ("姓名".encode(), "There are no rows"),
    ],
)
def test_a_file_that_cannot_be_is_refused_in_words(
    scene: Scene, sign_in: SignIn, data: bytes, words: str
) -> None:
    sent = {"file": SimpleUploadedFile("x.csv", data), "store": ""}
    answer = sign_in().post(HERE, sent, HTTP_ACCEPT_LANGUAGE="en")
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_file_is_forgotten_with_its_rows(scene: Scene, sign_in: SignIn) -> None:
    client = sign_in()
    job = upload(client)
    assert client.post(f"{job}/forget").status_code == 302
    assert client.get(job).status_code == 404


def test_opening_balances_are_said_to_be_elsewhere(scene: Scene, sign_in: SignIn) -> None:
    assert "Points and stored value are not imported here" in told(sign_in(), HERE)
