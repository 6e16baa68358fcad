"""Children: who hears of them, what is agreed to for them, and the day on which it ends."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from tests.support.shop import Shop, open_shop

from tessera.kernel.errors import Invalid
from tessera.members import jobs
from tessera.members import operations as members
from tessera.members import queries as member_queries
from tessera.members.models import Member, Profile
from tessera.members.rules import Birthday, Guardian
from tessera.messaging import operations, queries, rules
from tessera.messaging.models import Consent, Message
from tessera.platform.models import AuditRow

JOINED = datetime(2025, 6, 1, 4, 0, tzinfo=UTC)
LAST = datetime(2026, 3, 10, 15, 59, tzinfo=UTC)
"""One minute before midnight in Shanghai, where the 11th begins."""

FIRST = datetime(2026, 3, 10, 16, 0, tzinfo=UTC)
MOTHER, OWN = "+8613700002222", "+8613900001111"
NOTICE = rules.Template("notice", "Hello %(name)s", ("name",))


@pytest.fixture
def shop(db: None) -> Shop:
    return open_shop()


def child(
    shop: Shop, birthday: date | Birthday = date(2012, 3, 11), phone: str | None = OWN
) -> Member:
    row = members.join(
        actor=shop.boss,
        at=JOINED,
        phone=phone,
        reference=None if phone else "K-1",
        name="林小宝",
        birthday=birthday if isinstance(birthday, date) else date(2012, 3, 11),
        store_id=shop.store_id,
        guardian=Guardian(MOTHER, "林妈妈"),
    )
    if isinstance(birthday, Birthday):
        members.set_birthday(row, birthday, JOINED)
    agree(row, {"membership": True}, at=JOINED, source=rules.GUARDIAN)
    return row


def agree(row: Member, given: dict[str, bool], at: datetime, source: str = "till") -> None:
    versions = dict.fromkeys(given, 1)
    operations.record_consents(
        member_id=row.id, given=given, text_versions=versions, at=at, source=source
    )


def written_to(row: Member, at: datetime, **more: Any) -> str:
    told: dict[str, Any] = {
        "purpose": "notice",
        "phone": row.phone or "",
        "template": NOTICE,
        "at": at,
    } | more
    message_id = operations.queue(params={"name": row.name}, member_id=row.id, **told)
    return Message.objects.get(id=message_id).phone


def test_what_is_said_to_a_child_goes_to_the_guardian_until_the_14th_birthday_in_the_store(
    shop: Shop,
) -> None:
    row = child(shop)
    assert written_to(row, LAST) == MOTHER
    assert written_to(row, FIRST) == OWN


def test_a_child_without_a_phone_is_reached_by_the_guardian_and_later_by_nobody(shop: Shop) -> None:
    row = child(shop, phone=None)
    assert member_queries.reach_of(row.id, at=LAST).phone == MOTHER
    assert member_queries.reach_of(row.id, at=FIRST).phone == ""


def test_what_stands_in_the_app_goes_to_no_phone(shop: Shop) -> None:
    assert written_to(child(shop), LAST, channel="app", phone="") == ""


@pytest.mark.parametrize("purpose", sorted(set(rules.CONSENTS) - {"membership"}))
def test_nothing_but_the_membership_is_agreed_to_for_a_child(shop: Shop, purpose: str) -> None:
    row = child(shop)
    with pytest.raises(Invalid, match=r"messaging\.not_for_children"):
        agree(row, {"membership": True, purpose: True}, at=LAST)
    assert Consent.objects.count() == 1
    agree(row, {purpose: False}, at=LAST)
    agree(row, {purpose: True}, at=FIRST)
    assert queries.consents_of(row.id, at=FIRST)[purpose].given


def test_what_the_guardian_agreed_to_counts_no_more_from_the_birthday_on(shop: Shop) -> None:
    row = child(shop)
    assert queries.consents_of(row.id, at=LAST)["membership"].given
    assert queries.consents_of(row.id, at=FIRST) == {}
    assert queries.consents_of(row.id)["membership"].source == "guardian"

    agree(row, {"membership": True}, at=FIRST, source="app")

    assert queries.consents_of(row.id, at=FIRST)["membership"].source == "app"


@pytest.mark.parametrize(
    ("born", "last", "first"),
    [
        (date(2012, 2, 29), "2026-02-28", "2026-03-01"),
        (Birthday(1, 15, 2012, lunar=True), "2026-02-05", "2026-02-06"),
        (Birthday(4, 1, 2012, lunar=True, leap=True), "2026-05-20", "2026-05-21"),
    ],
)
def test_one_is_14_by_the_sun_whatever_calendar_the_birthday_is_in(
    shop: Shop, born: date | Birthday, last: str, first: str
) -> None:
    """1 of the leap fourth month of 2012 was 21 May, the 15th of its first month 6 February."""
    row = child(shop, born)
    for day, is_child in ((last, True), (first, False)):
        noon = datetime.fromisoformat(f"{day}T12:00+08:00")
        assert member_queries.is_guarded(row.id, at=noon) is is_child, day


def test_of_unknown_age_the_guardian_stands(shop: Shop) -> None:
    row = child(shop)
    Member.objects.filter(id=row.id).update(birthday=None)
    assert member_queries.reach_of(row.id, at=FIRST) == member_queries.Reach(MOTHER, is_child=True)


def test_the_guardian_of_who_is_14_is_forgotten_and_not_an_hour_earlier(shop: Shop) -> None:
    row = child(shop)
    with time_machine.travel(LAST, tick=False):
        jobs.come_of_age()
    assert Profile.objects.get(member=row).guardian_phone == MOTHER

    with time_machine.travel(FIRST, tick=False):
        jobs.come_of_age()
        jobs.come_of_age()

    profile = Profile.objects.get(member=row)
    assert (profile.guardian_phone, profile.guardian_name) == ("", "")
    assert AuditRow.objects.filter(action="member.came_of_age").count() == 1
    assert queries.consents_of(row.id, at=FIRST) == {}
