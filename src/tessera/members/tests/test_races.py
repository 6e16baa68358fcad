"""Registrations at the same moment, on connections of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import pytest
from django.db import connection

from tessera.kernel.errors import Conflict
from tessera.kernel.ids import uuid7
from tessera.members import usecases
from tessera.members.models import Member
from tessera.members.queries import MemberView
from tessera.members.tests.conftest import AT, PHONE, SYSTEM, Shop
from tessera.platform.models import AuditRow

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

T = TypeVar("T")


def at_once(work: Callable[[int], T], times: int) -> list[T | str]:
    """What ``times`` runs at the same moment answered: the result, or the refusal's code."""
    start = Barrier(times)

    def run(number: int) -> T | str:
        try:
            start.wait()
            return work(number)
        except Conflict as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


def test_two_tills_that_register_one_phone_at_once_make_one_member(shop: Shop) -> None:
    def register(number: int) -> MemberView:
        return usecases.register(
            actor=SYSTEM, at=AT, name=str(number), phone=PHONE, store_id=shop.direct
        )

    answers = at_once(register, 6)
    assert answers.count("members.phone_taken") == 5
    assert Member.objects.count() == 1
    assert AuditRow.objects.filter(action="member.registered").count() == 1


def test_one_request_sent_six_times_at_once_makes_one_member(shop: Shop) -> None:
    request_id = uuid7()

    def register(_: int) -> MemberView:
        return usecases.register(
            actor=SYSTEM,
            at=AT,
            request_id=request_id,
            name="王芳",
            phone=PHONE,
            store_id=shop.direct,
        )

    answers = at_once(register, 6)
    assert len({answer.id for answer in answers if isinstance(answer, MemberView)}) == 1
    assert Member.objects.count() == 1
    assert not [answer for answer in answers if isinstance(answer, str)]
