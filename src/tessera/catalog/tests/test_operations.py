import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tessera.catalog import operations, rules
from tessera.catalog.models import Product, Sku
from tessera.catalog.rules import NewSku
from tessera.kernel.errors import DomainError
from tessera.kernel.ids import uuid7

RED_M = NewSku(tag_minor=100, colour="红", size="M")


@pytest.fixture
def product(db: None) -> Product:
    return Product.objects.create(style="D100", name="连衣裙")


def test_a_number_of_our_own_that_is_taken_is_passed_over(product: Product) -> None:
    first = rules.own_barcode(style="D100", colour="红", size="M")
    other = Product.objects.create(style="X", name="别的")
    Sku.objects.create(product=other, barcode=first, tag_minor=1)
    (made,) = operations.insert_skus(product=product, skus=[RED_M])
    assert made.barcode == rules.own_barcode(style="D100", colour="红", size="M", attempt=1)


def test_a_given_barcode_is_not_given_again_as_our_own(product: Product) -> None:
    first = rules.own_barcode(style="D100", colour="红", size="M")
    given = NewSku(tag_minor=1, colour="蓝", size="M", barcode=first)
    made = operations.insert_skus(product=product, skus=[RED_M, given])
    assert [sku.barcode for sku in made][1] == first
    assert len({sku.barcode for sku in made}) == 2


def test_the_number_of_statements_does_not_grow_with_the_skus(
    product: Product,
) -> None:
    counts = []
    for size, number in (("M", 1), ("L", 40)):
        skus = [NewSku(tag_minor=1, colour=f"色{n}", size=size) for n in range(number)]
        with CaptureQueriesContext(connection) as statements:
            operations.insert_skus(product=product, skus=skus)
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_unknown_products_and_skus_are_refused(db: None) -> None:
    for look_up in (operations.require_product, operations.require_sku):
        with pytest.raises(DomainError) as refusal:
            look_up(uuid7())
        assert refusal.value.code == "products.not_found"
