"""Each night's seal goes to somebody outside of the database, who can compare."""

from datetime import date, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from tests.support.shop import NOON, Shop, open_shop

from tessera.kernel.actor import system_actor
from tessera.kernel.errors import DomainError
from tessera.messaging.models import Message
from tessera.ops import permissions, usecases
from tessera.ops.models import Seal, SealPost

pytestmark = pytest.mark.django_db
WATCH = system_actor("night watch", {permissions.SEAL})
NIGHT = NOON + timedelta(hours=14)


@pytest.fixture
def shop() -> Shop:
    with time_machine.travel(NOON):
        return open_shop()


def send_to(shop: Shop, phone: str) -> None:
    with time_machine.travel(NOON):
        usecases.send_seals_to(actor=shop.boss, at=NOON, phone=phone)


def seal(days: int = 0) -> None:
    at = NIGHT + timedelta(days=days)
    with time_machine.travel(at):
        usecases.seal_days(actor=WATCH, at=at, zone="Asia/Shanghai")


def told() -> list[tuple[str, str]]:
    return list(Message.objects.order_by("created_at", "id").values_list("phone", "text"))


def test_the_night_s_seal_is_sent_once_and_verify_takes_it(shop: Shop) -> None:
    send_to(shop, "139 0000 0001")
    seal()
    seal()  # the worker came twice
    newest = Seal.objects.get()
    [(phone, text)] = told()
    assert phone == "+8613900000001"
    assert newest.digest in text
    assert newest.day.isoformat() in text

    with time_machine.travel(NIGHT):
        expected = f"{newest.day}={newest.digest}"
        call_command("verify", "--chain", "--expect", expected, stdout=StringIO())
        with pytest.raises(SystemExit):
            call_command(
                "verify", "--chain", "--expect", f"{newest.day}={'0' * 64}", stdout=StringIO()
            )


def test_after_nights_without_a_worker_the_newest_tells_of_all(shop: Shop) -> None:
    send_to(shop, "139 0000 0001")
    seal()
    seal(days=5)
    assert Seal.objects.count() == 6
    assert [
        Seal.objects.get(day=day).digest in text
        for day, (_, text) in zip(days(), told(), strict=True)
    ] == [True, True]


def days() -> list[date]:
    found = list(Seal.objects.order_by("day").values_list("day", flat=True))
    return [found[0], found[-1]]


def test_nothing_is_sent_where_nobody_is_named_any_more(shop: Shop) -> None:
    seal()
    send_to(shop, "139 0000 0001")
    send_to(shop, " ")
    seal(days=1)
    assert told() == []


def test_what_is_no_phone_is_refused_and_changes_nothing(shop: Shop) -> None:
    with pytest.raises(DomainError) as refusal:
        send_to(shop, "12")
    assert refusal.value.code == "members.phone_invalid"
    assert not SealPost.objects.exists()
