"""Two who come in on one device within a day may be one person (domain handbook 5.12)."""

import pytest
from tests.support.shop import NOON, open_shop

from tessera.identity import operations
from tessera.identity.events import MemberLeft
from tessera.identity.operations import Device
from tessera.kernel.actor import system_actor
from tessera.platform import work
from tessera.rewards.models import Trace

pytestmark = pytest.mark.django_db


def test_coming_in_leaves_traces_without_the_address_and_leaving_takes_them_away() -> None:
    member_id = open_shop().join()
    device = Device("203.0.113.9", "Mozilla/5.0 (iPhone) Safari/604.1", "mark")
    door = system_actor("door", frozenset())

    with work.begin(work.Work("member.sign_in", NOON, None, "")):
        operations.let_in(actor=door, at=NOON, member_id=member_id, means="code", device=device)

    assert set(Trace.objects.values_list("member", "kind")) == {
        (member_id, "address"),
        (member_id, "device"),
    }
    assert not Trace.objects.filter(digest__contains="203").exists()

    operations.tell(MemberLeft(member_id, NOON))

    assert not Trace.objects.exists()
