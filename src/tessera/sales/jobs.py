"""What the worker does for sales by itself."""

from tessera.kernel import clock
from tessera.kernel.actor import system_actor
from tessera.platform import jobs
from tessera.sales import usecases
from tessera.sales.queries.prepaid import list_forgettable_buyers
from tessera.wallet import permissions
from tessera.wallet.queries.retention import kept_since

ROUNDS = 200
"""Rounds in one job: less than a job's time limit, even on a slow disk."""


def keep_cards() -> None:
    """Earn the days of cards, then end what nobody keeps, some hundreds in each transaction."""
    at, actor = clock.utc_now(), system_actor("cards", {permissions.EXPIRE})
    for _ in range(ROUNDS):
        earned = usecases.earn_card_days(actor=actor, at=at)
        lapsed = usecases.lapse_cards(actor=actor, at=at) if not earned.cards else None
        if lapsed is not None and not lapsed.cards:
            return
    jobs.enqueue("tessera.sales.jobs.keep_cards")


def forget_buyers() -> None:
    """Nightly: forget who bought prepaid value, where the law does not ask for it any more."""
    at = clock.utc_now()
    if list_forgettable_buyers(kept_since(at), limit=1):
        usecases.forget_buyers(actor=system_actor("retention", {permissions.EXPIRE}), at=at)
