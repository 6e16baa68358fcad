"""What tills may take by themselves: set in the office, and read where it is missed."""

import pytest
from django.urls import reverse
from tests.support.limits import grant

from tessera.kernel.clock import utc_now
from tessera.platform import versions
from tessera.sales.queries.allowances import allowance_terms
from tessera.web.office.tests.conftest import Scene, SignIn

SET = {"wallet": "200", "points": "100", "hours": "12", "grace_hours": "48"}


def test_amounts_are_set_and_said(sign_in: SignIn) -> None:
    owner = sign_in()
    owner.post(reverse("office:value-tills"), SET)
    terms = allowance_terms.get(versions.current())
    assert (terms.wallet_minor, terms.points, terms.hours) == (20000, 100, 12)
    assert "200.00" in owner.get(reverse("office:value")).content.decode()


@pytest.mark.parametrize("wrong", [{"hours": "0"}, {"wallet": "-1"}, {"grace_hours": ""}])
def test_amounts_that_cannot_be_are_told_and_nothing_is_set(
    sign_in: SignIn, wrong: dict[str, str]
) -> None:
    answer = sign_in().post(reverse("office:value-tills"), SET | wrong)
    assert answer.status_code == 422
    assert not allowance_terms.get(versions.current()).is_on


def test_a_members_page_says_where_something_is_set_aside(scene: Scene, sign_in: SignIn) -> None:
    owner = sign_in()
    owner.post(reverse("office:value-tills"), SET)
    scene.shop.top_up(scene.member)
    grant(scene.shop, scene.member, at=utc_now())
    page = owner.get(reverse("office:member", args=[scene.member])).content.decode()
    assert "一号台" in page
