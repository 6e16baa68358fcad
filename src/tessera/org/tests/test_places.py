from typing import Any

import pytest
from django.db import IntegrityError

from tessera.kernel.actor import Actor
from tessera.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from tessera.org import permissions, queries, usecases
from tessera.org.models import Brand, Store, Till
from tessera.org.tests.conftest import AT, SYSTEM, Hire, House
from tessera.platform.models import AuditRow, Version

pytestmark = pytest.mark.django_db


def test_there_is_one_brand(house: House) -> None:
    with pytest.raises(Conflict, match=r"org\.brand_exists"):
        usecases.set_up_brand(actor=SYSTEM, at=AT, name="Another")
    assert queries.get_brand().name == "锦绣"
    assert Brand.objects.count() == 1


def test_two_brands_at_once_meet_at_the_primary_key(house: House) -> None:
    with pytest.raises(IntegrityError):
        Brand(id=queries.get_brand().id, name="Twin").save(force_insert=True)


def test_the_brand_takes_a_new_colour_and_every_process_notices(house: House) -> None:
    before = queries.known()
    usecases.change_brand(actor=SYSTEM, at=AT, name="锦绣", colour="#00AA11")
    assert queries.get_brand().colour == "#00aa11"
    versions = dict(Version.objects.values_list("name", "value"))
    assert not before.is_current(versions)
    assert queries.known().is_current(versions)


def test_a_store_has_a_clock_of_its_own(house: House) -> None:
    store_id = usecases.open_store(
        actor=SYSTEM, at=AT, code="ldn", name="London", zone="Europe/London", cutover_hour=3
    )
    store = queries.get_store(store_id)
    assert (store.code, store.zone, store.cutover_hour) == ("LDN", "Europe/London", 3)
    opened = AuditRow.objects.get(action="store.opened", subject=str(store_id))
    assert (opened.store_id, opened.at) == (store_id, AT)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"code": "店"}, "org.code_invalid"),
        ({"code": "d1"}, "org.code_taken"),
        ({"name": " "}, "org.field_required"),
        ({"kind": "pop-up"}, "org.kind_unknown"),
        ({"zone": "Moon/Base"}, "org.zone_unknown"),
        ({"cutover_hour": 24}, "org.cutover_invalid"),
        ({"phone": "1" * 31}, "org.field_too_long"),
    ],
)
def test_a_store_that_cannot_work_is_not_opened(
    house: House, wrong: dict[str, Any], code: str
) -> None:
    asked: dict[str, Any] = {"code": "X1", "name": "X"} | wrong
    with pytest.raises((Invalid, Conflict)) as refused:
        usecases.open_store(actor=SYSTEM, at=AT, **asked)
    assert refused.value.code == code
    assert Store.objects.count() == 2
    assert AuditRow.objects.filter(action="store.opened").count() == 2


def test_only_who_reaches_every_store_opens_one(house: House) -> None:
    local = Actor("staff", None, "x", "x", permissions.ALL, store_ids=frozenset({house.direct}))
    with pytest.raises(Forbidden):
        usecases.open_store(actor=local, at=AT, code="X1", name="X")
    assert Store.objects.count() == 2


def test_a_changed_clock_is_known_at_once(house: House) -> None:
    assert queries.get_store(house.direct).cutover_hour == 0
    usecases.change_store(
        actor=SYSTEM,
        at=AT,
        store_id=house.direct,
        name="Nanjing Road",
        zone="Asia/Shanghai",
        cutover_hour=4,
        allows_negative_stock=True,
    )
    store = queries.get_store(house.direct)
    assert (store.name, store.cutover_hour, store.allows_negative_stock) == (
        "Nanjing Road",
        4,
        True,
    )


def test_a_manager_changes_the_own_store_and_no_other(house: House, hired: Hire) -> None:
    manager = hired("manager", house.franchise)
    change: dict[str, Any] = {
        "name": "New",
        "zone": "UTC",
        "cutover_hour": 0,
        "allows_negative_stock": False,
    }
    usecases.change_store(actor=manager.actor, at=AT, store_id=house.franchise, **change)
    with pytest.raises(Forbidden, match=r"permission\.denied"):
        usecases.change_store(actor=manager.actor, at=AT, store_id=house.direct, **change)
    assert queries.get_store(house.franchise).name == "New"
    assert queries.get_store(house.direct).name == "D1"


def test_two_stores_may_each_have_a_till_one_but_one_store_only_one(house: House) -> None:
    with pytest.raises(Conflict, match=r"org\.code_taken"):
        usecases.open_till(actor=SYSTEM, at=AT, store_id=house.direct, code="t1", name="Again")
    assert Till.objects.count() == 2


def test_a_franchise_sees_its_own_stores_and_tills_only(house: House, hired: Hire) -> None:
    manager = hired("manager", house.franchise)
    assert [store.id for store in queries.list_stores(manager.actor)] == [house.franchise]
    assert [till.id for till in queries.list_tills(manager.actor)] == [house.franchise_till]
    assert queries.list_tills(manager.actor, house.direct) == []
    assert (
        queries.get_store_view(manager.actor, house.franchise).tills[0].id == house.franchise_till
    )
    with pytest.raises(NotFound, match=r"org\.store_not_found"):
        queries.get_store_view(manager.actor, house.direct)


def test_the_owner_sees_every_store(house: House, hired: Hire) -> None:
    owner = hired("owner")
    assert [store.code for store in queries.list_stores(owner.actor)] == ["D1", "F1"]
    assert [till.store_id for till in queries.list_tills(owner.actor)] == [
        house.direct,
        house.franchise,
    ]


def test_before_the_brand_is_set_up_the_refusal_says_so(db: None) -> None:
    assert queries.find_brand() is None
    with pytest.raises(NotFound, match=r"org\.brand_missing"):
        usecases.open_store(actor=SYSTEM, at=AT, code="X1", name="X")
