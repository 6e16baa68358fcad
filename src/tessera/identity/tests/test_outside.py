"""By which account elsewhere a member is known, and known again."""

from uuid import UUID

import pytest

from tessera.identity import queries, usecases
from tessera.identity.models import OutsideAccount
from tessera.identity.outside import Person
from tessera.identity.queries import Met
from tessera.identity.tests.conftest import AT, DEVICE, DOOR, Scene, own
from tessera.kernel.errors import Conflict, Forbidden
from tessera.platform.models import AuditRow

BARE = Person("wx1:o1", "wx1:o1", "王芳")
UNITED = Person("union1", "wx1:o1", "王芳")


def bind(member_id: UUID, person: Person, provider: str = "wechat") -> None:
    usecases.bind_outside(actor=own(member_id), at=AT, fresh=True, met=Met(provider, person))


def enter(person: Person, provider: str = "wechat") -> UUID | None:
    met = Met(provider, person)
    return usecases.enter_by_outside(actor=DOOR, at=AT, met=met, device=DEVICE).member_id


def keys() -> list[tuple[str, str]]:
    return list(OutsideAccount.objects.values_list("subject", "openid").order_by("subject"))


def test_who_was_known_by_the_openid_is_known_by_the_unionid_from_then_on(scene: Scene) -> None:
    bind(scene.member_id, BARE)

    assert enter(UNITED) == scene.member_id

    assert keys() == [("union1", "wx1:o1")]
    assert enter(Person("union1", "wxweb:o2")) == scene.member_id
    assert enter(BARE) == scene.member_id
    assert keys() == [("union1", "wx1:o1")]


def test_another_openid_or_provider_is_somebody_else(scene: Scene) -> None:
    bind(scene.member_id, BARE)

    assert enter(Person("wx1:o2", "wx1:o2")) is None
    assert enter(Person("wx2:o1", "wx2:o1")) is None
    assert enter(BARE, "alipay") is None


def test_alipays_user_id_and_open_id_lead_to_the_same_card(scene: Scene) -> None:
    bind(scene.member_id, Person("2088", "2021:abc"), "alipay")

    assert enter(Person("2088"), "alipay") == scene.member_id
    assert enter(Person("2021:abc", "2021:abc"), "alipay") == scene.member_id
    assert keys() == [("2088", "2021:abc")]


def test_an_account_without_an_openid_is_not_taken_for_another_without_one(scene: Scene) -> None:
    other_id = scene.shop.join()
    bind(scene.member_id, Person("2088"), "alipay")
    bind(other_id, Person("2089"), "alipay")

    assert enter(Person("2088"), "alipay") == scene.member_id
    assert enter(Person("2089"), "alipay") == other_id


@pytest.mark.parametrize("person", [BARE, UNITED])
def test_an_account_that_opens_a_card_is_not_bound_to_another(scene: Scene, person: Person) -> None:
    bind(scene.member_id, UNITED)
    other_id = scene.shop.join()

    with pytest.raises(Conflict, match="outside_taken"):
        bind(other_id, person)

    assert queries.list_outside(own(other_id)) == []
    assert enter(UNITED) == scene.member_id


def test_binding_again_changes_nothing_and_is_no_refusal(scene: Scene) -> None:
    bind(scene.member_id, BARE)
    bind(scene.member_id, BARE)

    assert keys() == [("wx1:o1", "wx1:o1")]


def test_without_a_fresh_proof_nothing_is_bound(scene: Scene) -> None:
    with pytest.raises(Forbidden, match="proof_needed"):
        usecases.bind_outside(
            actor=own(scene.member_id), at=AT, fresh=False, met=Met("wechat", BARE)
        )

    assert keys() == []


def test_what_is_written_down_names_the_means_and_not_the_account(scene: Scene) -> None:
    bind(scene.member_id, UNITED)
    enter(UNITED)
    account = queries.list_outside(own(scene.member_id))[0]
    usecases.unbind_outside(actor=own(scene.member_id), at=AT, account_id=account.id)

    rows = AuditRow.objects.filter(subject=str(scene.member_id), data__means="wechat")
    assert sorted(row.action for row in rows) == [
        "member.account_bound",
        "member.account_unbound",
        "member.sign_in",
    ]
    assert not [row for row in rows if "union1" in str(row.data) or "o1" in str(row.data)]
    assert enter(UNITED) is None
