"""Papers of an application: known by their bytes, seen by few, gone with the member."""

from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from tests.support.applying import PDF, Desk, member_actor
from tests.support.shop import NOON
from tests.support.till import hire

from tessera.charters import handlers, queries, usecases
from tessera.charters.models import ApplicationPaper
from tessera.identity.events import MemberLeft
from tessera.kernel.errors import DomainError, Forbidden, NotFound
from tessera.members.events import MemberHandedOver
from tessera.platform import audit
from tessera.platform.batch import Batch
from tessera.platform.models import AuditRow

JPEG = b"\xff\xd8\xff\xe0" + b"x" * 40 + b"\xff\xd9"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    options = {"location": tmp_path, "file_permissions_mode": 0o600}
    papers = settings.STORAGES["papers"] | {"OPTIONS": options}
    settings.STORAGES = settings.STORAGES | {"papers": papers}
    return tmp_path


def add(desk: Desk, application_id: Any, data: bytes = JPEG) -> int:
    return usecases.add_paper(actor=desk.own, at=NOON, application_id=application_id, data=data)


def files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def test_the_member_and_who_reviews_read_what_was_sent(desk: Desk, folder: Path) -> None:
    application_id = desk.apply()

    assert [add(desk, application_id), add(desk, application_id, PDF)] == [1, 2]

    own = usecases.read_own_paper(actor=desk.own, application_id=application_id, number=2)
    read = usecases.read_paper(
        actor=desk.reviewer, at=NOON, application_id=application_id, number=1
    )
    assert (own.kind, own.data, read.kind, read.data) == ("pdf", PDF, "jpg", JPEG)
    view = queries.get_application(desk.reviewer, application_id)
    assert [(one.number, one.kind, one.size) for one in view.papers] == [
        (1, "jpg", len(JPEG)),
        (2, "pdf", len(PDF)),
    ]
    kept = [(len(file.stem), file.stat().st_mode & 0o77) for file in files(folder)]
    assert kept == [(32, 0), (32, 0)]
    assert AuditRow.objects.filter(action="application.paper_read").count() == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "charters.paper_invalid"),
        (b"<html><script>alert(1)</script></html>", "charters.paper_invalid"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "charters.paper_invalid"),
        (b"%PDF-1.7 cut off", "charters.paper_invalid"),
        (JPEG[:20], "charters.paper_invalid"),
        (JPEG + b"x" * 8 * 1024 * 1024, "charters.paper_too_large"),
    ],
    ids=["nothing", "page", "svg", "half a pdf", "half a photo", "large"],
)
def test_nothing_but_whole_photos_and_pdfs_is_kept(
    desk: Desk, folder: Path, data: bytes, code: str
) -> None:
    application_id = desk.apply()

    with pytest.raises(DomainError) as refusal:
        add(desk, application_id, data)

    assert refusal.value.code == code
    assert not files(folder)
    assert not ApplicationPaper.objects.exists()


def test_six_are_enough_and_none_comes_after_the_decision(desk: Desk, folder: Path) -> None:
    application_id = desk.apply()
    for _ in range(6):
        add(desk, application_id)
    with pytest.raises(DomainError, match="papers_full"):
        add(desk, application_id)

    desk.review(application_id)
    desk.approve(application_id)
    with pytest.raises(DomainError, match="step_not_allowed"):
        add(desk, application_id)
    assert len(files(folder)) == 6


def test_nobody_else_adds_or_reads(desk: Desk, folder: Path) -> None:
    application_id = desk.apply()
    add(desk, application_id)
    stranger, cashier = member_actor(desk.shop.join("李娜")), hire(desk.shop, "cashier")

    with pytest.raises(NotFound):
        usecases.add_paper(actor=stranger, at=NOON, application_id=application_id, data=JPEG)
    with pytest.raises(NotFound):
        usecases.read_own_paper(actor=stranger, application_id=application_id, number=1)
    with pytest.raises(Forbidden):
        usecases.read_paper(actor=cashier, at=NOON, application_id=application_id, number=1)
    with pytest.raises(NotFound):
        usecases.read_paper(actor=desk.reviewer, at=NOON, application_id=application_id, number=2)
    assert len(files(folder)) == 1


@pytest.mark.parametrize("event", ["left", "handed over"])
def test_papers_go_with_the_person(
    desk: Desk, folder: Path, event: str, django_capture_on_commit_callbacks: Any
) -> None:
    application_id = desk.apply()
    add(desk, application_id)

    with django_capture_on_commit_callbacks(execute=True):
        if event == "left":
            handlers.forget(MemberLeft(member_id=desk.member, at=NOON), Batch())
        else:
            handlers.close_for_another(MemberHandedOver(member_id=desk.member, at=NOON), Batch())

    assert not files(folder)
    assert not ApplicationPaper.objects.exists()


def test_the_log_tells_of_applications_without_the_name_of_who_applied(desk: Desk) -> None:
    desk.approved()

    rows = AuditRow.objects.filter(action__startswith="application.")
    assert {row.action for row in rows} >= {"application.submitted", "application.approved"}
    assert {row.data["member_id"] for row in rows} == {str(desk.member)}
    assert not any("王芳" in f"{row.actor_name}{row.data}" for row in rows)


def test_a_paper_whose_story_failed_leaves_no_file_behind(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    application_id = desk.apply()
    with monkeypatch.context() as patched:
        patched.setattr(audit, "record", _deadlock)
        with pytest.raises(OperationalError):
            add(desk, application_id)

    assert files(folder) == []
    assert not ApplicationPaper.objects.exists()
    assert add(desk, application_id) == 1
    assert len(files(folder)) == 1


def _deadlock(**_: Any) -> None:
    raise OperationalError("the connection is gone")
