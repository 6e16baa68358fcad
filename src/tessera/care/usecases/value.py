"""What members are told of what they hold: a coupon that ends, little that is left, a store that closes."""

from datetime import date, datetime
from uuid import UUID

from tessera.care import operations, permissions, rules, words
from tessera.care.usecases.speaking import ACTION, listener, note
from tessera.kernel.actor import Actor
from tessera.kernel.money import Money
from tessera.offers.queries import endings
from tessera.org import queries as org
from tessera.platform import versions
from tessera.platform.usecases import usecase
from tessera.wallet import queries as wallet
from tessera.wallet.rules.notices import falls_below


@usecase(permission=permissions.SPEAK, audit=ACTION)
def tell_of_balance(
    *,
    actor: Actor,
    at: datetime,
    member_id: UUID,
    document_id: UUID,
    before_minor: int,
    after_minor: int,
) -> str:
    """Tell a member whose stored value fell below the own mark, or the brand's; returns the channel.

    Each time it crosses the mark, once. Raises Forbidden.
    """
    row = listener(member_id)
    own = wallet.get_safeguard(row.id, at).low_mark_minor
    mark = own if own is not None else wallet.policy.get(versions.current()).low_mark_minor
    if not falls_below(before_minor=before_minor, after_minor=after_minor, mark_minor=mark):
        return note(actor, at, row, rules.LOW, "")
    currency = org.get_brand().currency
    channel = operations.say(
        actor=actor,
        at=at,
        row=row,
        kind=rules.LOW,
        cause=rules.cause_of_low(document_id),
        words=lambda: {"amount": Money(after_minor, currency).shown},
    )
    return note(actor, at, row, rules.LOW, channel)


@usecase(permission=permissions.SPEAK, audit=ACTION)
def tell_of_closing(
    *,
    actor: Actor,
    at: datetime,
    closing_id: UUID,
    member_id: UUID,
    store_id: UUID,
    closes_on: date,
    amount_minor: int,
) -> str:
    """Tell a member that a store closes which owes stored value, and how much; returns the channel.

    Raises Forbidden. Rule: domain handbook 1.2, Art. 22.
    """
    row, currency = listener(member_id), org.get_brand().currency
    channel = operations.say(
        actor=actor,
        at=at,
        row=row,
        kind=rules.CLOSING,
        cause=rules.cause_of_closing(closing_id, member_id),
        words=lambda: {
            "store": org.get_store(store_id).name,
            "day": words.day(closes_on),
            "amount": Money(amount_minor, currency).shown,
        },
    )
    return note(actor, at, row, rules.CLOSING, channel)


@usecase(permission=permissions.SPEAK, audit=ACTION)
def tell_of_coupon(*, actor: Actor, at: datetime, coupon_id: UUID) -> str:
    """Tell a member of a coupon that will end; returns the channel. One that was used meanwhile, or
    belongs to nobody, is not spoken of. Raises Forbidden.
    """
    coupon = endings.get_ending(coupon_id)
    assert coupon.member_id is not None
    row = listener(coupon.member_id)
    if coupon.uses >= coupon.uses_limit:
        return note(actor, at, row, rules.COUPON_ENDING, "")
    channel = operations.say(
        actor=actor,
        at=at,
        row=row,
        kind=rules.COUPON_ENDING,
        cause=rules.cause_of_coupon(coupon_id),
        words=lambda: {"coupon": coupon.kind.name, "day": words.day(coupon.ends_on)},
    )
    return note(actor, at, row, rules.COUPON_ENDING, channel)
