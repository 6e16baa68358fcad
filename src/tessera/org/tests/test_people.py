from typing import Any

import pytest
from django.contrib.auth import authenticate
from pytest_django import DjangoAssertNumQueries

from tessera.kernel.errors import Conflict, DomainError, Forbidden, Invalid, NotFound
from tessera.org import queries, usecases
from tessera.org.models import Staff
from tessera.org.tests.conftest import AT, PASSWORD, ROLES, SYSTEM, Hire, House
from tessera.platform.models import AuditRow, User

pytestmark = pytest.mark.django_db


def asked(**changes: Any) -> dict[str, Any]:
    """A proper application, but for ``changes``."""
    person = {"username": "lin", "password": PASSWORD, "name": "Lin", "role": "cashier"}
    return person | {"everywhere": False} | changes


def test_somebody_hired_can_sign_in_and_does_what_the_role_may(house: House, hired: Hire) -> None:
    cashier = hired("cashier", house.direct)
    assert authenticate(username="cashier", password=PASSWORD) is not None
    assert cashier.actor.permissions == ROLES["cashier"]
    assert cashier.actor.store_ids == frozenset({house.direct})


def test_an_owner_reaches_every_store_whatever_was_ticked(house: House, hired: Hire) -> None:
    assert hired("owner", house.direct).actor.store_ids is None


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"password": "short"}, "org.password_weak"),
        ({"password": "password123"}, "org.password_weak"),
        ({"username": "a b"}, "org.username_invalid"),
        ({"username": "GUIDE"}, "org.username_taken"),
        ({"name": ""}, "org.field_required"),
        ({"role": "king"}, "org.role_unknown"),
        ({"store_ids": ()}, "org.stores_needed"),
    ],
)
def test_a_hire_that_cannot_work_leaves_nothing(
    house: House, hired: Hire, wrong: dict[str, Any], code: str
) -> None:
    hired("guide", house.direct)
    people = User.objects.count(), Staff.objects.count(), AuditRow.objects.count()
    with pytest.raises(DomainError) as refused:
        usecases.hire(actor=SYSTEM, at=AT, **asked(**({"store_ids": [house.direct]} | wrong)))
    assert refused.value.code == code
    assert (User.objects.count(), Staff.objects.count(), AuditRow.objects.count()) == people


def test_the_audit_of_a_hire_keeps_no_password(house: House, hired: Hire) -> None:
    hired("guide", house.direct)
    row = AuditRow.objects.get(action="staff.hired")
    assert row.data == {"username": "guide", "role": "guide", "stores": [str(house.direct)]}


def test_nobody_gives_a_role_beyond_the_own(house: House, hired: Hire) -> None:
    manager = hired("manager", house.direct)
    for changes in ({"role": "owner"}, {"role": "cashier", "everywhere": True}):
        with pytest.raises(Forbidden, match=r"org\.above_own"):
            usecases.hire(actor=manager.actor, at=AT, **asked(store_ids=[house.direct], **changes))
    assert not User.objects.filter(username="lin").exists()


def test_a_manager_hires_for_the_own_store_and_not_for_another(house: House, hired: Hire) -> None:
    manager = hired("manager", house.direct)
    usecases.hire(actor=manager.actor, at=AT, **asked(store_ids=[house.direct]))
    with pytest.raises(NotFound, match=r"org\.store_not_found"):
        usecases.hire(
            actor=manager.actor, at=AT, **asked(username="wu", store_ids=[house.franchise])
        )
    assert not User.objects.filter(username="wu").exists()


def test_a_cashier_hires_nobody(house: House, hired: Hire) -> None:
    cashier = hired("cashier", house.direct)
    with pytest.raises(Forbidden, match=r"permission\.denied"):
        usecases.hire(actor=cashier.actor, at=AT, **asked(store_ids=[house.direct]))


def test_a_manager_cannot_take_over_an_owner_by_a_new_password(house: House, hired: Hire) -> None:
    manager, owner = hired("manager", house.direct), hired("owner")
    with pytest.raises(NotFound, match=r"org\.staff_not_found"):
        usecases.reset_password(
            actor=manager.actor, at=AT, staff_id=owner.id, password="another one 42"
        )
    assert authenticate(username="owner", password=PASSWORD) is not None


def test_who_also_works_elsewhere_is_beyond_one_stores_manager(house: House, hired: Hire) -> None:
    manager = hired("manager", house.direct)
    both = hired("cashier", house.direct, house.franchise)
    with pytest.raises(Forbidden, match=r"org\.above_own"):
        usecases.dismiss(actor=manager.actor, at=AT, staff_id=both.id)
    assert Staff.objects.get(id=both.id).is_active


def test_a_new_role_holds_from_the_next_request(house: House, hired: Hire) -> None:
    cashier = hired("cashier", house.direct)
    usecases.change_staff(
        actor=SYSTEM,
        at=AT,
        staff_id=cashier.id,
        name="Lin",
        role="manager",
        store_ids=[house.franchise],
    )
    actor = queries.find_staff_actor(cashier.user_id)
    assert actor is not None
    assert (actor.role, actor.permissions) == ("manager", ROLES["manager"])
    assert actor.store_ids == frozenset({house.franchise})


def test_the_dismissed_cannot_sign_in_and_are_nobody(house: House, hired: Hire) -> None:
    cashier = hired("cashier", house.direct)
    usecases.dismiss(actor=SYSTEM, at=AT, staff_id=cashier.id)
    assert queries.find_staff_actor(cashier.user_id) is None
    assert authenticate(username="cashier", password=PASSWORD) is None
    with pytest.raises(NotFound, match=r"org\.staff_not_found"):
        usecases.dismiss(actor=SYSTEM, at=AT, staff_id=cashier.id)


def test_the_last_owner_stays(house: House, hired: Hire) -> None:
    owner = hired("owner")
    with pytest.raises(Conflict, match=r"org\.last_owner"):
        usecases.dismiss(actor=SYSTEM, at=AT, staff_id=owner.id)
    with pytest.raises(Conflict, match=r"org\.last_owner"):
        usecases.change_staff(
            actor=SYSTEM, at=AT, staff_id=owner.id, name="X", role="auditor", everywhere=True
        )
    assert Staff.objects.get(id=owner.id).role == "owner"
    second = hired("owner", name="second")
    usecases.dismiss(actor=second.actor, at=AT, staff_id=owner.id)
    assert not Staff.objects.get(id=owner.id).is_active


def test_nobody_dismisses_themselves(house: House, hired: Hire) -> None:
    manager = hired("manager", house.direct)
    with pytest.raises(Conflict, match=r"org\.own_account"):
        usecases.dismiss(actor=manager.actor, at=AT, staff_id=manager.id)
    assert Staff.objects.get(id=manager.id).is_active


def test_a_reset_password_replaces_the_old_one(house: House, hired: Hire) -> None:
    cashier = hired("cashier", house.direct)
    usecases.reset_password(actor=SYSTEM, at=AT, staff_id=cashier.id, password="quite another 7")
    assert authenticate(username="cashier", password=PASSWORD) is None
    assert authenticate(username="cashier", password="quite another 7") is not None


def test_the_own_password_changes_only_for_who_knows_the_present_one(
    house: House, hired: Hire
) -> None:
    guide = hired("guide", house.direct)
    change = usecases.change_own_password
    with pytest.raises(Forbidden, match=r"org\.password_wrong"):
        change(actor=guide.actor, at=AT, present_password="no", password="quite another 7")
    with pytest.raises(Invalid, match=r"org\.password_weak"):
        change(actor=guide.actor, at=AT, present_password=PASSWORD, password="12345678")
    assert authenticate(username="guide", password=PASSWORD) is not None
    change(actor=guide.actor, at=AT, present_password=PASSWORD, password="quite another 7")
    assert authenticate(username="guide", password="quite another 7") is not None


def test_a_store_sees_its_colleagues_and_not_the_head_office(house: House, hired: Hire) -> None:
    hired("owner")
    hired("guide", house.direct)
    hired("cashier", house.direct, house.franchise)
    manager = hired("manager", house.franchise)
    listed = queries.list_staff(manager.actor)
    assert [person.name for person in listed] == ["cashier", "manager"]
    assert [store.code for store in listed[0].stores] == ["F1"]
    assert len(queries.list_staff(SYSTEM)) == 4


def test_a_cashier_may_not_look_at_the_staff(house: House, hired: Hire) -> None:
    cashier = hired("cashier", house.direct)
    with pytest.raises(Forbidden):
        queries.list_staff(cashier.actor)


def test_the_list_of_staff_asks_the_database_twice_however_many_work_here(
    house: House, hired: Hire, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(4):
        hired("guide", house.direct, name=f"guide{number}")
    with django_assert_num_queries(2):
        assert len(queries.list_staff(SYSTEM)) == 4
