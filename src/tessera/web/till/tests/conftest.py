"""A shop with a cashier who is signed in."""

from dataclasses import dataclass

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from tests.support.shop import NOON, Shop, open_shop

from tessera.org import queries as org
from tessera.org import usecases as staffing


@dataclass
class Door:
    """A shop, and browsers of people with a role in it."""

    shop: Shop

    def browser(self, role: str) -> Client:
        """A browser in which somebody with ``role`` in the shop's store is signed in."""
        hired = staffing.hire(
            actor=self.shop.boss,
            at=NOON,
            username=role,
            password="correct horse 9",
            name="陈小满",
            role=role,
            store_ids=[self.shop.store_id],
        )
        user_id = org.get_staff(self.shop.boss, hired).user_id
        browser = Client()
        browser.force_login(get_user_model().objects.get(id=user_id))
        return browser


@pytest.fixture
def door(db: None) -> Door:
    return Door(open_shop())
