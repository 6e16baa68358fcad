"""Leaving: one's data to take along, and the end of a membership."""

from collections import ChainMap
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from tessera.identity import errors, operations, permissions
from tessera.identity.events import MemberLeft
from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.ledger import operations as ledger_operations
from tessera.ledger import queries as ledger
from tessera.ledger.operations import Books
from tessera.ledger.queries import Held
from tessera.members import operations as members
from tessera.members import queries as members_queries
from tessera.members.models import Member
from tessera.messaging import operations as messaging
from tessera.messaging import queries as messaging_queries
from tessera.offers import operations as offers
from tessera.org import queries as org
from tessera.platform import audit
from tessera.platform.batch import Batch
from tessera.platform.usecases import usecase
from tessera.wallet import operations as wallet
from tessera.wallet import places
from tessera.wallet.operations import cards
from tessera.wallet.queries.cards import CardFacts, list_running


@usecase(permission=permissions.OWN, audit="member.data_taken")
def note_export(*, actor: Actor, at: datetime, form: str) -> None:
    """Write down that a member took a copy of their own data (PIPL Art. 45)."""
    audit.record(
        actor=actor, at=at, action="member.data_taken", subject=actor.own_id, data={"form": form}
    )


@usecase(permission=permissions.OWN, audit="member.left")
def close_account(*, actor: Actor, at: datetime, proof: str, waive_money: bool) -> None:
    """End one's membership, for good.

    ``proof`` is of the member's own phone, for ``close_account``. Stored value that was paid in, and
    what was paid for cards and is not used, is paid out in a store first, or given up by ``waive_money``; points, bonus and coupons lapse. The
    profile is forgotten at once; purchases and the ledger stay under a number without a name, as
    the law of books demands (PIPL Art. 47; domain handbook, section 2).

    A dispute over stored value ends first: what is frozen is neither the member's to give up nor the
    brand's to keep.

    Raises Forbidden ``messaging.proof_expired``, ``identity.proof_needed``; Conflict
    ``wallet.frozen``, ``wallet.set_aside``, ``identity.money_left`` with ``amount_minor``.
    """
    phone = messaging.spend_proof(proof, "close_account", at=at)
    if members_queries.find_by_phone_or_card(phone) != actor.own_id:
        raise errors.proof_needed()
    row = Member.objects.get(id=actor.own_id)
    wallet.check_not_frozen(row.id)
    wallet.check_nothing_aside(row.id)
    held = ledger.list_held(row.id)
    money = sum(one.balance for one in held if one.place.kind == places.PRINCIPAL)
    own_cards = list_running(row.id, org.get_brand().currency)
    money += sum(card.deferred_minor for card in own_cards)
    if money and not waive_money:
        raise errors.money_left(amount_minor=money)
    offers.lapse_coupons(row.id)
    _give_up(row, held, own_cards, at)
    row = members.still_member(row.id)
    _withdraw_all(row.id, at)
    messaging.forget_member(row.id, phone)
    operations.forget_means(row.id)
    operations.end_sessions(row.id, at=at)
    had = row.phone or phone
    members.leave(row, at=at)
    operations.tell(MemberLeft(row.id, at, had))
    given_up = {one.place.kind: one.balance for one in held}
    audit.record(actor=actor, at=at, action="member.left", subject=row.id, data=given_up)


def _give_up(
    row: Member, held: Sequence[Held], own_cards: Sequence[CardFacts], at: datetime
) -> None:
    home = members_queries.home_of(row, at)
    batch = Batch()
    books = Books(
        batch=batch,
        balances=ChainMap(
            {one.place.id: one.balance for one in held}, *(dict(c.balances) for c in own_cards)
        ),
        kind="leaving",
        holder=row.id,
        document_id=uuid7(),
        store_id=home.store_id,
        at=at,
        business_on=home.on,
    )
    wallet.give_up(books, held)
    for card in own_cards:
        kept = places.wallet_waived(home.store_id, card.currency)
        cards.lapse(books, card, kept=kept, on=books.business_on)
    books.close()
    ledger_operations.close_accounts(batch, places.of_member(row.id, org.get_brand().currency))
    batch.flush()


def _withdraw_all(member_id: UUID, at: datetime) -> None:
    given = messaging_queries.consents_of(member_id)
    messaging.record_consents(
        member_id=member_id,
        given=dict.fromkeys(given, False),
        text_versions={name: one.text_version for name, one in given.items()},
        at=at,
        source="left",
    )
