"""What the engine refuses, and what it only remarks."""

import pytest

from tessera.kernel import errors
from tessera.pricing import Cart, CartLine, Quote, price
from tessera.pricing.tests import samples
from tessera.pricing.tests.samples import cart, coupon, promotion

SHOP = samples.book(
    samples.item("x", 10_000),
    promotions=(promotion("s", samples.spend_save(12_000, 1000)),),
    coupons=(coupon("c", 15_000, 1000),),
)


def priced(wanted: Cart) -> Quote:
    """The quote of today."""
    return price(book=SHOP, cart=wanted, at=samples.NOW)


@pytest.mark.parametrize(
    ("wanted", "code", "status"),
    [
        (cart("unknown"), "products.not_found", 404),
        (cart("x", coupons=("unknown",)), "coupons.not_found", 404),
        (Cart((CartLine("a", "x", 0),)), "input.invalid", 422),
        (Cart((CartLine("a", "x", -1),)), "input.invalid", 422),
        (cart("x", points=-1), "input.invalid", 422),
    ],
)
def test_a_cart_that_makes_no_sense_is_refused(wanted: Cart, code: str, status: int) -> None:
    with pytest.raises(errors.DomainError) as refusal:
        priced(wanted)
    assert (refusal.value.code, refusal.value.status) == (code, status)
    assert refusal.value.message


def test_what_is_missing_to_a_threshold_is_said_to_the_cent() -> None:
    quote = priced(cart("x", coupons=("c",)))
    said = {one.rule_id: (one.code, dict(one.data)) for one in quote.missed}
    assert said == {
        "s": ("spend_more", {"more_minor": 2000, "threshold_minor": 12_000}),
        "c": (
            "coupon_below_threshold",
            {"coupon": "c", "more_minor": 5000, "threshold_minor": 15_000},
        ),
    }


def test_a_coupon_that_is_not_presented_is_not_spoken_of() -> None:
    assert [one.rule_id for one in priced(cart("x")).missed] == ["s"]
