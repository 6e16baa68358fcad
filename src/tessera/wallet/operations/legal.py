"""The law where something is set up, and accepting the contract; the caller owns the transaction."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.errors import DomainError
from tessera.kernel.ids import uuid7
from tessera.kernel.texts import one_line
from tessera.ledger.models import Account
from tessera.platform import audit, sealing, versions
from tessera.platform.batch import Batch
from tessera.wallet import errors, places, queries
from tessera.wallet.errors import gifts as gift_errors
from tessera.wallet.models import ContractAcceptance, RealName
from tessera.wallet.queries import Holding
from tessera.wallet.queries.giving import under_way_minor
from tessera.wallet.rules import prepaid

ACTION = "wallet.contract_accepted"
NAME_PURPOSE = "wallet.real_name"


def check_bonus_end(*, ends: bool, on: date) -> tuple[str, ...]:
    """Heed the rule on bonus that ``ends``, as it is on a day; returns it where it only warns.

    Raises Invalid ``wallet.bonus_ends`` where it blocks. Rule: domain handbook 1.4.
    """
    return _heed(prepaid.BONUS_EXPIRY, errors.bonus_ends, breaks=ends, on=on)


def check_card_lapse(*, lapses: bool, on: date) -> tuple[str, ...]:
    """Heed the rule that a registered card does not expire, of a kind of card that ``lapses``: it
    would keep what was paid for it. Returns the rule where it only warns.

    Raises Invalid ``cards.lapses`` where it blocks. Rule: domain handbook 1.1 and 1.4.
    """
    return _heed(prepaid.NO_EXPIRY, errors.card_lapses, breaks=lapses, on=on)


def check_closing_notice(*, closes_on: date, on: date) -> tuple[str, ...]:
    """Heed the rule on the days between the notice of ``on`` and a store's last day; returns it where
    it only warns.

    Raises Conflict ``wallet.closes_too_soon`` with the first day that may be, where it blocks. Rule:
    domain handbook 1.1, 1.2 and 1.4.
    """
    rule = queries.legal.get(versions.current()).on(on).rules[prepaid.CLOSING_NOTICE]
    first = on + timedelta(days=rule.value)
    too_soon = partial(errors.closes_too_soon, first_on=first.isoformat())
    return _heed(prepaid.CLOSING_NOTICE, too_soon, breaks=closes_on < first, on=on)


def check_bearer_cards(*, amount_minor: int, years: int, on: date) -> tuple[str, ...]:
    """Heed the rules on cards without a name, of ``amount_minor`` and good for ``years``; returns
    those that only warn.

    Raises Conflict ``gifts.amount_too_high``, ``gifts.years_too_few`` where they block. Rule: domain
    handbook 1.1 and 1.4.
    """
    rules = queries.legal.get(versions.current()).on(on).rules
    most, least = rules[prepaid.MAX_BEARER].value, rules[prepaid.BEARER_YEARS].value
    too_high = partial(gift_errors.amount_too_high, limit_minor=most)
    too_few = partial(gift_errors.years_too_few, years=least)
    return (
        *_heed(prepaid.MAX_BEARER, too_high, breaks=amount_minor > most, on=on),
        *_heed(prepaid.BEARER_YEARS, too_few, breaks=years < least, on=on),
    )


def warned_of_cash(*, amount_minor: int, on: date) -> tuple[str, ...]:
    """The rule on the most that is paid out in cash, where it only warns of ``amount_minor``; where
    it blocks, ``payout_limits`` says so. Rule: domain handbook 1.1 (Art. 21) and 1.4."""
    rule = queries.legal.get(versions.current()).on(on).rules[prepaid.CASH_MAX]
    warns = rule.mode == prepaid.WARN and amount_minor > rule.value
    return (prepaid.CASH_MAX,) if warns else ()


def _heed(
    key: str, refusal: Callable[[], DomainError], *, breaks: bool, on: date
) -> tuple[str, ...]:
    rule = queries.legal.get(versions.current()).on(on).rules[key]
    if not breaks or rule.mode == prepaid.OFF:
        return ()
    if rule.mode == prepaid.BLOCK:
        raise refusal()
    return (key,)


def overfull(own: Holding, more_minor: int, *, on: date, but: UUID | None = None) -> int:
    """The law's limit for what a card with a name may hold, in minor units, where it blocks and
    ``more_minor`` would pass it; else 0. The money itself was judged when it was paid; what is under
    way counts, ``but`` one gift. Rule: domain handbook 1.4.
    """
    full = own.principal_minor + own.frozen_principal_minor + own.aside_principal_minor
    full += more_minor
    full += under_way_minor(own.member_id, but=but)
    case = prepaid.PrepaidCase(registered_minor=more_minor, registered_full_minor=full)
    found = prepaid.judge(queries.legal.get(versions.current()).on(on).rules, case)
    limits = (one.limit for one in found if one.key == prepaid.MAX_REGISTERED and one.blocks)
    return next(limits, 0)


def check_room(own: Holding, more_minor: int, *, on: date, but: UUID | None = None) -> None:
    """Let nobody take more than ``overfull`` allows. Raises Conflict ``gifts.wallet_full``."""
    if limit := overfull(own, more_minor, on=on, but=but):
        raise gift_errors.wallet_full(limit_minor=limit)


def hold_balance(batch: Batch, own: Holding) -> None:
    """Who gives, tops up or claims at the same time would pass a limit: the second looks again."""
    for place in (places.principal, places.bonus):
        account = place(own.member_id, own.currency).id
        if account in own.balances:
            batch.change(Account, account, expect={"balance": own.balances[account]})


def note_name(
    *, actor: Actor, at: datetime, store_id: UUID, member_id: UUID, name: str, number: str = ""
) -> None:
    """Keep whose a card is by a document that was looked at, its ``number`` sealed, with the audit
    row. Raises Invalid ``wallet.name_invalid``."""
    whole, digits = one_line(name)[:60], "".join(number.split()).upper()
    if not whole or len(digits) > 40 or (not digits.isalnum() and digits):
        raise errors.name_invalid()
    values = {
        "name": whole,
        "sealed_number": sealing.seal(digits, purpose=NAME_PURPOSE),
        "checked_at": at,
        "staff_id": actor.id if actor.kind == "staff" else None,
    }
    RealName.objects.update_or_create(member_id=member_id, defaults=values)
    audit.record(
        actor=actor,
        at=at,
        action="wallet.name_recorded",
        subject=member_id,
        store_id=store_id,
        data={"with_number": bool(digits)},
    )


def accept_contract(
    *,
    actor: Actor,
    at: datetime,
    member_id: UUID,
    version: int,
    language: str,
    source: str,
    store_id: UUID | None = None,
) -> None:
    """Keep that a member accepted the newest version, once, with its audit row.

    Raises NotFound ``wallet.contract_unknown``.
    """
    contract = queries.find_contract(language=language)
    if contract is None or contract.version != version:
        raise errors.contract_unknown()
    row = ContractAcceptance(
        id=uuid7(),
        member_id=member_id,
        version=version,
        language=contract.language,
        digest=contract.digest,
        at=at,
        source=source,
        staff_id=actor.id if actor.kind == "staff" else None,
        store_id=store_id,
        till_id=actor.till_id,
    )
    ContractAcceptance.objects.bulk_create([row], ignore_conflicts=True)
    data = {"version": version, "digest": contract.digest, "source": source}
    audit.record(actor=actor, at=at, action=ACTION, subject=member_id, store_id=store_id, data=data)


def move_acceptances(*, gone_id: UUID, keep_id: UUID) -> None:
    """What a duplicate accepted, the survivor accepted, unless it had done so itself."""
    own = ContractAcceptance.objects.filter(member=keep_id).values("version")
    rows = ContractAcceptance.objects.filter(member=gone_id).exclude(version__in=own)
    rows.update(member=keep_id)
