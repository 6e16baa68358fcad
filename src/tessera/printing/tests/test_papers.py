"""Papers for cloud printers: printed once, or it is known that nobody knows."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
import time_machine
from tests.support.queue import work_off

from tessera.kernel.errors import Conflict, Forbidden, NotFound
from tessera.org import usecases as org
from tessera.papers import wire
from tessera.papers.document import Pair, Paper
from tessera.printing import jobs, permissions, queries, reasons, usecases
from tessera.printing.feie import Feie
from tessera.printing.models import CloudPaper
from tessera.printing.rules import FeieAccount
from tessera.printing.tests.conftest import ACCOUNT, AT, PAPER, Place, states
from tessera.standins.wire import Line


def test_a_paper_is_printed_after_the_commit_and_once_for_one_request(place: Place) -> None:
    place.set()
    request_id = uuid4()

    assert place.print(request_id) == place.print(request_id)
    assert place.feie.orders == []
    work_off()

    (order,) = place.feie.orders
    assert order.content == "              锦绣<BR>丝巾                      299.00<BR><CUT>"
    with time_machine.travel(AT + timedelta(minutes=2), tick=False):
        CloudPaper.objects.update(created_at=AT)
        jobs.drive()
    assert states() == [("printed", "")]


@pytest.mark.parametrize(
    ("number", "state", "error", "orders"),
    [
        ("316500002", "unknown", "own.no_answer", 1),  # taken, and the answer lost
        ("316500003", "unknown", "own.no_answer", 0),  # never taken, and the answer lost
        ("999999999", "failed", "1002", 0),
    ],
)
def test_what_was_answered_by_nobody_is_not_sent_again(
    place: Place, number: str, state: str, error: str, orders: int
) -> None:
    place.set(number=number)
    (paper_id,) = place.print()
    work_off()
    jobs.deliver(str(paper_id))
    with time_machine.travel(AT + timedelta(minutes=30), tick=False):
        jobs.drive()

    assert states() == [(state, error)]
    assert len(place.feie.orders) == orders
    assert reasons.words(error)


def test_a_line_that_never_stood_is_tried_again_and_given_up_after_a_while(place: Place) -> None:
    place.set()
    place.line.cut = True
    with time_machine.travel(AT, tick=False):
        place.print()
        work_off()
    assert states() == [("queued", "own.unreachable")]

    with time_machine.travel(AT + timedelta(minutes=2), tick=False):
        place.line.cut = False
        jobs.drive()
    assert states() == [("sent", "")]

    place.line.cut = True
    with time_machine.travel(AT + timedelta(minutes=12), tick=False):
        jobs.drive()
    assert states() == [("failed", "own.too_late")]
    assert len(place.feie.orders) == 1


def test_a_printer_that_is_off_lets_its_paper_go(place: Place) -> None:
    place.set(number="316500004")
    with time_machine.travel(AT, tick=False):
        place.print()
        work_off()
    with time_machine.travel(AT + timedelta(minutes=12), tick=False):
        jobs.drive()

    assert states() == [("failed", "own.too_late")]


def test_a_long_paper_comes_out_in_its_order_and_stops_where_a_part_failed(place: Place) -> None:
    place.set()
    long = Paper("长单", (Pair("桑蚕丝连衣裙", "299.00"),) * 400)
    parts = place.print(paper=long)
    work_off()

    assert len(place.feie.orders) == len(parts) > 1
    assert place.feie.orders[-1].content.endswith("<CUT>")

    place.set(number="316500003")
    place.print(paper=long)
    work_off()
    assert [state for state, _ in states()[len(parts) :]] == [
        "unknown",
        *["queued"] * (len(parts) - 1),
    ]


def test_a_wrong_key_is_refused_and_said_so(place: Place) -> None:
    wrong = Feie(
        FeieAccount(ACCOUNT.user, "another", ACCOUNT.base_url),
        httpx.Client(transport=Line(place.feie)),
    )

    answer = wrong.send(number="316500001", content="x", at=AT)

    assert (answer.state, answer.error) == ("failed", "-3")
    assert "key" in reasons.words(answer.error)
    assert "another" not in repr(FeieAccount("u", "another"))


def test_nobody_prints_where_they_do_not_work_or_without_a_cloud_printer(place: Place) -> None:
    other = org.open_store(actor=place.boss, at=AT, code="S2", name="别的店")
    asked: dict[str, Any] = {
        "at": AT,
        "request_id": uuid4(),
        "till_id": place.till_id,
        "paper": wire.told(PAPER),
    }

    with pytest.raises(Conflict, match="not_a_cloud_printer"):
        usecases.print_paper(actor=place.actor(permissions.PRINT), **asked)
    place.set()
    for stranger in (place.actor(), place.actor(permissions.PRINT, store_id=other)):
        with pytest.raises(Forbidden):
            usecases.print_paper(actor=stranger, **asked)
    (paper_id,) = place.print()
    with pytest.raises(NotFound):
        queries.get_paper(place.actor(permissions.PRINT, store_id=other), paper_id)

    assert len(states()) == 1
