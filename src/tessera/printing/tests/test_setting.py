"""How a till prints is set for a store or a till; the drawer opens for a sale or a reason."""

from typing import Any
from uuid import uuid4

import pytest
from tests.support.queue import work_off

from tessera.kernel.errors import Conflict, Forbidden, Invalid
from tessera.org import usecases as org
from tessera.platform.models import AuditRow
from tessera.printing import cloud, permissions, queries, usecases
from tessera.printing.tests.conftest import AT, Place


def test_a_till_prints_by_the_browser_until_its_store_or_itself_says_otherwise(
    place: Place,
) -> None:
    assert queries.of_till(place.till_id).way == "browser"

    place.set("agent", "", columns=48, has_drawer=True)
    followed = queries.of_till(place.till_id)
    place.set("feie", till_id=place.till_id)
    own = queries.of_till(place.till_id)
    usecases.follow_store(actor=place.boss, at=AT, store_id=place.store_id, till_id=place.till_id)

    assert (followed.way, followed.columns, followed.is_own) == ("agent", 48, False)
    assert (own.way, own.columns, own.is_own) == ("feie", 32, True)
    assert queries.of_till(place.till_id) == followed


def test_a_new_token_is_another_and_no_token_is_kept(place: Place) -> None:
    place.set("agent", "")
    before = queries.of_till(place.till_id).token

    usecases.renew_token(actor=place.boss, at=AT, place_id=place.store_id)

    after = queries.of_till(place.till_id).token
    assert len(before) == len(after) == 64
    assert before != after
    assert not [row for row in AuditRow.objects.all() if after in str(row.data)]


@pytest.mark.parametrize(
    ("way", "number", "columns", "code"),
    [
        ("telex", "", 48, "way_unknown"),
        ("agent", "", 40, "way_unknown"),
        ("feie", "3165", 48, "number_needed"),
        ("feie", "3165<CUT>0", 48, "number_needed"),
    ],
)
def test_a_setting_that_cannot_be_is_refused(
    place: Place, way: str, number: str, columns: int, code: str
) -> None:
    with pytest.raises(Invalid, match=code):
        place.set(way, number, columns=columns)

    assert queries.of_till(place.till_id).way == "browser"


def test_without_an_account_nothing_is_printed_by_feie(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cloud, "_others", [])

    with pytest.raises(Conflict, match="no_account"):
        place.set()


def test_a_colleague_of_another_store_sets_nothing(place: Place) -> None:
    other = org.open_store(actor=place.boss, at=AT, code="S2", name="别的店")
    manager = place.actor(permissions.SET_UP, store_id=other)

    there: tuple[dict[str, Any], ...] = (
        {"store_id": place.store_id},
        {"store_id": other, "till_id": place.till_id},
    )
    for asked in there:
        with pytest.raises(Forbidden):
            usecases.set_printer(actor=manager, at=AT, way="agent", columns=48, **asked)

    assert queries.list_of(place.boss) == {}


def test_the_drawer_opens_for_a_sale_or_a_reason_and_both_are_noted(place: Place) -> None:
    cashier = place.actor(permissions.OPEN_DRAWER)
    place.set(has_drawer=True)

    def open_for(reason: str, sale: str = "") -> None:
        usecases.open_drawer(
            actor=cashier,
            at=AT,
            request_id=uuid4(),
            till_id=place.till_id,
            reason=reason,
            sale=sale,
        )

    with pytest.raises(Invalid, match="reason_needed"):
        open_for("  ")
    open_for("换零钱")
    open_for("", "S1-T1-260310-0001")
    work_off()

    assert [order.content for order in place.feie.orders] == ["<PLUGIN>", "<PLUGIN>"]
    noted = AuditRow.objects.filter(action="drawer.opened").order_by("id")
    assert [(row.data["reason"], row.data["sale"]) for row in noted] == [
        ("换零钱", ""),
        ("", "S1-T1-260310-0001"),
    ]
