"""The list of messages: masked, and each store its own members'."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tessera.kernel.actor import Actor
from tessera.kernel.errors import Forbidden
from tessera.kernel.ids import uuid7
from tessera.messaging import operations, permissions, queries, rules
from tessera.messaging.models import Message
from tessera.messaging.tests.conftest import AT, HERE, PHONE, code_in
from tessera.org import permissions as org_permissions
from tessera.org import usecases as org

NOTICE = rules.Template("notice", "Hello %(name)s", ("name",))


def notice(phone: str = PHONE, member_id: UUID | None = None, minutes: int = 0) -> UUID:
    return operations.queue(
        purpose="notice",
        phone=phone,
        template=NOTICE,
        params={"name": "王"},
        at=AT + timedelta(minutes=minutes),
        member_id=member_id,
    )


def shown(actor: Actor, **asked: Any) -> list[UUID]:
    return [one.id for one in queries.list_messages(actor=actor, **asked)]


def test_phones_are_masked_and_a_code_is_shown_in_the_demo_only(
    owner: Actor, settings: Any
) -> None:
    operations.send_code(phone=PHONE, purpose="join", at=AT, address=HERE)
    code = code_in(Message.objects.get())

    (demo,) = queries.list_messages(actor=owner)
    settings.SMS = rules.SmsAccount(provider="aliyun")
    (real,) = queries.list_messages(actor=owner)

    assert demo.phone_masked == "138****5678"
    assert code in demo.text
    assert code not in real.text


def test_messages_are_found_by_state_and_by_the_last_digits(owner: Actor) -> None:
    first, second = notice(), notice("+8613900005679", minutes=1)
    Message.objects.filter(id=first).update(state="failed", error="isv.OUT_OF_SERVICE")

    assert shown(owner) == [second, first]
    assert shown(owner, state="failed") == [first]
    assert shown(owner, state="nonsense") == [second, first]
    assert shown(owner, digits="5679") == [second]
    assert shown(owner, digits="138 1234 5678") == [first]
    assert shown(owner, digits="678") == [second, first]
    (failed,) = queries.list_messages(actor=owner, state="failed")
    assert "Pay there" in failed.why


def test_pages_follow_each_other_without_gap_even_within_one_moment(owner: Actor) -> None:
    ids = [notice() for _ in range(5)]

    first = shown(owner, limit=2)
    second = shown(owner, limit=2, after=first[-1])
    third = shown(owner, limit=2, after=second[-1])

    assert first + second + third == sorted(ids, reverse=True)


def test_a_store_sees_the_messages_of_its_own_members_and_no_codes(
    owner: Actor, make_member: Callable[..., UUID]
) -> None:
    founder = Actor("system", None, "x", "system", org_permissions.ALL, None)
    here, there = (
        org.open_store(actor=founder, at=AT, code=code, name=code) for code in ("S1", "S2")
    )
    ours = notice(member_id=make_member(store_id=here))
    notice("+8613900000001", make_member("+8613900000001", store_id=there))
    operations.send_code(phone=PHONE, purpose="join", at=AT, address=HERE)
    manager = Actor("staff", uuid7(), "店长", "manager", permissions.ALL, frozenset({here}))

    assert shown(manager) == [ours]
    assert len(shown(owner)) == 3


def test_who_may_not_see_messages_sees_none(door: Actor) -> None:
    with pytest.raises(Forbidden):
        queries.list_messages(actor=door)
