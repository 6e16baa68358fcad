"""Every kind of account is classified, and what moved has the name that an accountant gives it."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from types import ModuleType
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings

import tessera
from tessera.finance.rules import columns
from tessera.finance.rules.columns import Change, UnknownKindError
from tessera.ledger.rules import Place


def modules() -> Iterator[ModuleType]:
    """The ``places`` of every room."""
    for room in pkgutil.iter_modules(tessera.__path__):
        name = f"tessera.{room.name}.places"
        if room.ispkg and importlib.util.find_spec(name):
            yield importlib.import_module(name)


def kinds_in(module: ModuleType) -> Iterator[str]:
    """What the functions of a module that make a place call its kind."""
    for _, function in inspect.getmembers(module, inspect.isfunction):
        if inspect.signature(function).return_annotation is Place:
            yield from (place.kind for place in made(function))


def made(function: Any) -> Iterator[Place]:
    """The places that a function makes, for every tender if it asks for one."""
    names = inspect.signature(function).parameters
    for tender in TENDERS if "kind" in names else ("",):
        given = {"currency": "CNY", "unit": "CNY", "kind": tender}
        yield function(**{name: given.get(name) or uuid4() for name in names})


HOUSE = {
    kind for owner in settings.HOUSE_ACCOUNTS.values() for kinds in owner.values() for kind in kinds
}
TENDERS = sorted(kind.removeprefix("tender.") for kind in HOUSE if kind.startswith("tender."))


def test_every_kind_of_account_of_every_room_is_classified() -> None:
    found = {kind: module.__name__ for module in modules() for kind in kinds_in(module)}
    assert {"wallet.principal", "points", "revenue", "tender.cash"} <= found.keys()
    missing = (found.keys() | HOUSE) - columns.HELD.keys() - columns.HOUSE.keys()
    assert not missing, (
        f"say in tessera/finance/rules/columns.py what {sorted(missing)} mean in a statement: HELD "
        "for what is owed to somebody, HOUSE for the house's own"
    )


def test_no_kind_is_both_held_and_the_houses_own() -> None:
    assert not columns.HELD.keys() & columns.HOUSE.keys()
    assert set(columns.HELD.values()) == set(columns.HOLDINGS)


def test_an_account_that_is_opened_for_the_house_is_not_held() -> None:
    assert columns.HOUSE.keys() >= HOUSE


ISSUE, RETURNED = Change("issued", 1), Change("used", 1)


@pytest.mark.parametrize(
    ("holding", "source", "destination", "told"),
    [
        ("principal", "tender.card", "wallet.principal", [ISSUE]),
        ("principal", "wallet.principal", "tender.bank", [Change("refunded", -1)]),
        ("principal", "wallet.principal", "revenue", [Change("used", -1)]),
        ("principal", "revenue", "wallet.principal", [RETURNED]),
        ("principal", "wallet.principal", "payout_kept", [Change("given_up", -1)]),
        ("principal", "wallet.principal", "wallet_waived", [Change("given_up", -1)]),
        ("bonus", "bonus_granted", "wallet.bonus", [ISSUE]),
        ("bonus", "wallet.bonus", "bonus_granted", [Change("taken_back", -1)]),
        ("points", "points_issued", "points", [ISSUE]),
        ("points", "points_issued", "points.debt", [ISSUE]),
        ("points", "points.debt", "points_issued", [Change("taken_back", -1)]),
        ("points", "points", "points_redeemed", [Change("used", -1)]),
        ("points", "points", "points_expired", [Change("expired", -1)]),
        ("points", "points_adjusted", "points", [Change("adjusted", 1)]),
        ("points", "points", "points_adjusted", [Change("adjusted", -1)]),
        ("points", "points", "points", [Change("transferred", -1), Change("transferred", 1)]),
        ("gifts", "wallet.principal", "gift.value", [Change("transferred", 1)]),
        ("principal", "wallet.principal", "gift.value", [Change("transferred", -1)]),
        ("uses", "pass.uses", "uses_used", [Change("used", -1)]),
        ("principal", "wallet.bonus", "revenue", []),
        ("points", "points_as_money", "revenue", []),
    ],
)
def test_what_a_posting_does_to_a_holding(
    holding: str, source: str, destination: str, told: list[Change]
) -> None:
    assert list(columns.changes(holding, source, destination)) == told


@pytest.mark.parametrize("pair", [("brand_new", "points"), ("points", "brand_new")])
def test_a_kind_that_nobody_classified_is_refused_loudly(pair: tuple[str, str]) -> None:
    with pytest.raises(UnknownKindError, match="brand_new"):
        columns.changes("points", *pair)


def test_what_is_only_the_houses_own_business_never_touches_what_is_held() -> None:
    with pytest.raises(UnknownKindError, match="points_as_money"):
        columns.changes("principal", "points_as_money", "wallet.principal")


@pytest.mark.parametrize("holding", columns.HOLDINGS)
@pytest.mark.parametrize("column", columns.COLUMNS)
def test_the_pairs_of_a_column_are_those_that_make_it(holding: str, column: str) -> None:
    for pair in columns.pairs(holding, column):
        assert column in {one.column for one in columns.changes(holding, *pair)}
