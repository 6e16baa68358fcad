"""The checkout knows its till from memory, and still sees at once that it changed."""

from uuid import uuid4

import pytest
from django.test import Client
from tests.support.shop import Shop, open_shop

from tessera.kernel.clock import utc_now
from tessera.org import usecases as org
from tessera.sales.models import Sale


@pytest.fixture
def shop(db: None) -> Shop:
    return open_shop()


def buy(shop: Shop, token: str) -> int:
    body = {
        "request_id": str(uuid4()),
        "lines": [{"key": "1", "sku_id": str(shop.dress), "quantity": 1}],
        "expected_total_minor": 29900,
        "tenders": [{"kind": "cash", "amount_minor": 29900}],
    }
    headers = {"Authorization": f"Bearer {token}"}
    return (
        Client()
        .post("/api/v1/sales", body, content_type="application/json", headers=headers)
        .status_code
    )


def test_a_revoked_token_sells_nothing_more_though_it_is_remembered(shop: Shop) -> None:
    token = org.issue_till_token(actor=shop.boss, at=utc_now(), till_id=shop.till_id)
    assert [buy(shop, token), buy(shop, token)] == [200, 200]
    org.revoke_till_tokens(actor=shop.boss, at=utc_now(), till_id=shop.till_id)
    assert buy(shop, token) == 401
    assert Sale.objects.count() == 2


def test_a_change_elsewhere_in_the_brand_does_not_stop_a_sale(shop: Shop) -> None:
    token = org.issue_till_token(actor=shop.boss, at=utc_now(), till_id=shop.till_id)
    assert buy(shop, token) == 200
    org.open_till(actor=shop.boss, at=utc_now(), store_id=shop.store_id, code="T2", name="二号台")
    assert buy(shop, token) == 200
    assert Sale.objects.count() == 2
