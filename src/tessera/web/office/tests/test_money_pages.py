"""Pages about money that was paid out and books that are sealed."""

import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse
from tests.support.books import broken
from tests.support.payouts import payouts_of

from tessera.kernel.actor import system_actor
from tessera.ops import chain, queries, usecases
from tessera.ops import permissions as ops
from tessera.wallet import queries as wallet
from tessera.web.office.tests.conftest import Scene, SignIn

FILLED = {
    "cause": "consumer",
    "kind": "bank",
    "payee": "王芳",
    "account": "6222 0000 1111",
    "reason": "搬家",
    "document_name": "王芳",
    "identity_checked": "on",
}


@pytest.fixture
def rich(scene: Scene) -> Scene:
    """The member has topped up, and used a part."""
    scene.shop.top_up(scene.member)
    order = scene.shop.order((scene.shop.dress, 1), member_id=scene.member)
    scene.shop.sell(order, ("wallet", 29900))
    return scene


def test_both_amounts_are_shown_and_one_is_paid_once(rich: Scene, sign_in: SignIn) -> None:
    client, address = sign_in("manager"), reverse("office:member-payout", args=[rich.member])
    shown = client.get(address)
    form = shown.context["form"]
    assert [amount for _, _, amount in form.causes] == ["¥201.00", "¥228.18"]
    sent = FILLED | {
        "till": f"{rich.shop.store_id} {rich.shop.till_id}",
        "shown": form.amounts,
        "request": str(form.fields["request"].initial),
    }

    for _ in range(2):
        done = client.post(address, sent)
        assert done.status_code == 302

    assert payouts_of(rich.member) == [20100]
    assert wallet.get_balances(rich.member).principal_minor == 0
    assert client.get(address).context["form"].plan.left_minor == 0
    assert not broken()


def test_what_was_typed_is_kept_when_the_amount_has_changed_meanwhile(
    rich: Scene, sign_in: SignIn
) -> None:
    client, address = sign_in("manager"), reverse("office:member-payout", args=[rich.member])
    form = client.get(address).context["form"]
    order = rich.shop.order((rich.shop.fee, 1), member_id=rich.member)
    rich.shop.sell(order, ("wallet", rich.shop.total_of(order)))

    sent = FILLED | {
        "till": f"{rich.shop.store_id} {rich.shop.till_id}",
        "shown": form.amounts,
        "request": str(form.fields["request"].initial),
    }

    answer = client.post(address, sent)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "6222 0000 1111" in page
    assert payouts_of(rich.member) == []
    now = re.search(r'name="shown" value="([^"]*)"', page)
    assert now
    assert now[1] != sent["shown"]
    assert client.post(address, sent | {"shown": now[1]}).status_code == 302
    assert payouts_of(rich.member) == [18100]


@pytest.mark.parametrize("shown", ["9" * 5000 + " 1", "9" * 20 + " 1", "1", "-1 1", "1.5 x"])
def test_an_amount_that_no_page_has_shown_is_a_refusal(
    rich: Scene, sign_in: SignIn, shown: str
) -> None:
    client, address = sign_in("manager"), reverse("office:member-payout", args=[rich.member])
    sent = FILLED | {
        "till": f"{rich.shop.store_id} {rich.shop.till_id}",
        "shown": shown,
        "request": str(rich.member),
    }

    assert client.post(address, sent).status_code == 422
    assert client.post(address, sent | {"cause": "operator"}).status_code == 422
    assert payouts_of(rich.member) == []


def test_without_an_open_till_nothing_can_be_paid_out(rich: Scene, sign_in: SignIn) -> None:
    rich.shop.close_shift()
    client = sign_in("manager")

    page = client.get(reverse("office:member-payout", args=[rich.member]))

    assert "form" not in page.context


def test_the_seals_are_listed_downloaded_and_empty_at_first(scene: Scene, sign_in: SignIn) -> None:
    client = sign_in("owner")
    assert client.get(reverse("office:seals")).context["seals"] == []
    watch = system_actor("night watch", {ops.SEAL})
    usecases.seal_days(actor=watch, at=datetime(2026, 3, 12, tzinfo=UTC), zone="UTC")
    usecases.seal_days(actor=watch, at=datetime(2026, 5, 12, tzinfo=UTC), zone="UTC")
    kept = queries.list_seals(scene.shop.boss, limit=100)

    page = client.get(reverse("office:seals")).content.decode()
    file = client.get(reverse("office:seals-file")).content.decode()

    assert kept[0].digest in page
    assert file.splitlines() == [f"{one.day}={one.digest}" for one in reversed(kept)]
    assert len(kept) == 51
    assert {link.problem for link in chain.check()} == {""}
