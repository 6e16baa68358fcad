"""What the worker does for sales by itself."""

import time
from uuid import UUID

from tessera.kernel import clock
from tessera.kernel.actor import system_actor
from tessera.offers import permissions as offers
from tessera.org import queries as org
from tessera.platform import jobs
from tessera.sales import usecases
from tessera.sales.queries.allowances import list_over
from tessera.sales.queries.prepaid import list_forgettable_buyers
from tessera.wallet import permissions
from tessera.wallet import queries as wallet
from tessera.wallet.queries.cards import list_to_earn, list_to_lapse
from tessera.wallet.queries.retention import kept_since

ROUNDS = 200
"""Rounds in one job: less than a job's time limit, even on a slow disk."""

AT_ONCE = 2000
"""Limits that are ended in one job; the next comes within the hour."""


def keep_cards() -> None:
    """Earn the days of cards, then end what nobody keeps, some hundreds in each transaction."""
    at, actor = clock.utc_now(), system_actor("cards", {permissions.EXPIRE})
    days, currency = wallet.business_days(actor, at), org.get_brand().currency
    for _ in range(ROUNDS):
        if list_to_earn(days, currency, limit=1):
            usecases.earn_card_days(actor=actor, at=at)
        elif list_to_lapse(days, currency, limit=1):
            usecases.lapse_cards(actor=actor, at=at)
        else:
            return
    jobs.enqueue("tessera.sales.jobs.keep_cards")


def end_allowances() -> None:
    """Give back what tills still hold and whose time to send is over. One that ended is not found
    again."""
    at, actor = clock.utc_now(), system_actor("allowances", {permissions.EXPIRE})
    for allowance_id in list_over(at, limit=AT_ONCE):
        usecases.end_allowance(actor=actor, at=at, allowance_id=allowance_id)


def forget_buyers() -> None:
    """Nightly: forget who bought prepaid value, where the law does not ask for it any more."""
    at = clock.utc_now()
    if list_forgettable_buyers(kept_since(at), limit=1):
        usecases.forget_buyers(actor=system_actor("retention", {permissions.EXPIRE}), at=at)


TRYING_SECONDS = 20
"""For so long one job goes on; the next one waits behind what was queued meanwhile."""


def try_promotion(trial_id: str) -> None:
    """Go on with a trial, piece by piece; what is done stays done if this is killed."""
    begun = time.monotonic()
    actor = system_actor("trials", {offers.SET_PROMOTIONS})
    while usecases.go_on_trying(actor=actor, at=clock.utc_now(), trial_id=UUID(trial_id)):
        if time.monotonic() - begun > TRYING_SECONDS:
            jobs.enqueue("tessera.sales.jobs.try_promotion", trial_id)
            return


def lapse_tickets() -> None:
    """Nightly: forget tickets that were put aside and that nobody fetched in time."""
    at, actor = clock.utc_now(), system_actor("tickets", {permissions.EXPIRE})
    for _ in range(ROUNDS):
        if usecases.lapse_tickets(actor=actor, at=at) == 0:
            return
