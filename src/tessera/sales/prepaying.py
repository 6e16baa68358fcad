"""A sale's prepaid value before the law: what its rules have against it (domain handbook 1.4).

Prepaid are top-ups, cards and gift cards. The first two are their member's and so registered;
gift cards are whoever's has the code, and are sold to people who have no card here as well.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tessera import pricing
from tessera.kernel.errors import DomainError
from tessera.kernel.ids import uuid7
from tessera.kernel.texts import one_line
from tessera.platform import reads, sealing
from tessera.platform.batch import Batch
from tessera.sales import cards, crediting, gifts
from tessera.sales.context import Context
from tessera.sales.models import PrepaidBuyer
from tessera.wallet import errors as refusals
from tessera.wallet import queries as wallet
from tessera.wallet.queries.giving import under_way_minor
from tessera.wallet.rules import prepaid
from tessera.wallet.rules.prepaid import Finding, PrepaidCase

PURPOSE = "sales.prepaid_buyer"
"""What the sealed words of a buyer are sealed for."""


@dataclass(frozen=True, slots=True)
class BuyerNote:
    """Who buys, as noted at the till: ``name`` and ``number`` from a document, how to reach them,
    the ``firm`` that pays, if one does, and the name and number of the ``account`` that the money
    comes from, where it comes by transfer; and which version of the contract somebody without a
    card read and accepted, in which language."""

    name: str = ""
    number: str = ""
    contact: str = ""
    firm: str = ""
    contract_version: int = 0
    language: str = ""
    account_name: str = ""
    account: str = ""


NOBODY = BuyerNote()


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules say, and which version of the contract is to be accepted; 0 for none."""

    findings: tuple[Finding, ...] = ()
    contract_version: int = 0
    is_closing: bool = False
    is_prepaid: bool = False

    @property
    def warned(self) -> list[str]:
        """The rules that only warn."""
        return [one.key for one in self.findings if not one.blocks]


NOTHING = Judged()


def judge(
    seen: Context, quoted: pricing.Quote, *, cash_minor: int, buyer: BuyerNote = NOBODY
) -> Judged:
    """What the law has against the prepaid value of a cart, of which notes would pay ``cash_minor``
    and which ``buyer`` buys.

    A cart without any costs nothing; one with some a read more. Raises Invalid
    ``wallet.name_invalid``, ``wallet.account_invalid`` for a number that is none.
    """
    registered, bearer = registered_minor(quoted), _sum(quoted, gifts.KIND)
    if not registered + bearer:
        return NOTHING
    buyer = _tidy(buyer)
    own = seen.holding.member_id if seen.holding else None
    found = reads.gather(wallet.select_legal(own, seen.store.id))
    legal = wallet.legal.get(seen.versions)
    newest = legal.contract_version
    case = PrepaidCase(
        registered_minor=registered,
        registered_full_minor=_registered_full(seen, quoted),
        bearer_minor=bearer,
        bearer_full_minor=_dearest(quoted, gifts.KIND),
        cash_minor=min(registered + bearer, cash_minor),
        is_unit=bool(buyer.firm),
        payer_is_noted=bool(buyer.account_name and buyer.account),
        has_real_name=bool(buyer.name or found.get("real_name")),
        contract_version=newest,
        accepted_version=newest
        if buyer.contract_version == newest
        else wallet.accepted_of(found.get("accepted", [])),
    )
    findings = prepaid.judge(legal.on(seen.business_on).rules, case)
    needed = any(one.key == prepaid.CONTRACT for one in findings)
    return Judged(findings, newest if needed else 0, bool(found["closing"]), is_prepaid=True)


def registered_minor(quoted: pricing.Quote) -> int:
    """What of a cart is for top-ups and cards, which are their member's."""
    return _sum(quoted, crediting.KIND) + _sum(quoted, cards.KIND)


def _sum(quoted: pricing.Quote, kind: str) -> int:
    return sum(line.net_minor for line in quoted.lines if line.kind == kind)


def _dearest(quoted: pricing.Quote, kind: str) -> int:
    """What the dearest card of a kind costs, a broken fen as a whole one."""
    own = [line for line in quoted.lines if line.kind == kind]
    return max((-(-line.net_minor // line.quantity) for line in own), default=0)


def _registered_full(seen: Context, quoted: pricing.Quote) -> int:
    """What the fullest card of the member would hold of paid money: stored value, with what is given
    and not claimed, or a card."""
    topup = _sum(quoted, crediting.KIND) + cards.brought_minor(seen, quoted)
    holding = seen.holding
    if topup and holding is not None:
        topup += holding.principal_minor + holding.frozen_principal_minor
        topup += holding.aside_principal_minor
        topup += under_way_minor(holding.member_id)
    return max(topup, _dearest(quoted, cards.KIND))


def check(judged: Judged) -> None:
    """Refuse what a rule blocks.

    Raises Conflict ``wallet.store_closing``, ``wallet.balance_too_high``,
    ``wallet.cash_too_high``, ``wallet.payer_needed``, ``wallet.contract_needed``,
    ``wallet.name_needed``.
    """
    if judged.is_closing:
        raise refusals.store_closing()
    for one in judged.findings:
        if one.blocks:
            raise refusal(one, judged)


def refusal(one: Finding, judged: Judged) -> DomainError:
    """The refusal that goes with a finding."""
    if one.key in {prepaid.MAX_REGISTERED, prepaid.MAX_BEARER}:
        return refusals.balance_too_high(limit_minor=one.limit)
    if one.key in {prepaid.PERSON_FROM, prepaid.UNIT_FROM}:
        return refusals.cash_too_high(limit_minor=one.limit)
    if one.key == prepaid.PAYER:
        return refusals.payer_needed(limit_minor=one.limit)
    if one.key == prepaid.CONTRACT:
        return refusals.contract_needed(version=judged.contract_version)
    return refusals.name_needed()


def note(batch: Batch, judged: Judged, buyer: BuyerNote, *, sale_id: UUID) -> None:
    """Keep who bought with the sale, where prepaid value is in it and something was noted."""
    buyer = _tidy(buyer)
    if not judged.is_prepaid or buyer == NOBODY:
        return
    batch.insert(PrepaidBuyer, _row(buyer, sale_id))


def _row(buyer: BuyerNote, sale_id: UUID) -> dict[str, Any]:
    read = wallet.find_contract(buyer.contract_version, buyer.language)
    accepted = read if buyer.contract_version else None
    return {
        "id": uuid7(),
        "sale_id": sale_id,
        "firm": buyer.firm,
        "name": buyer.name,
        "sealed_number": sealing.seal(buyer.number, purpose=PURPOSE),
        "sealed_account_name": sealing.seal(buyer.account_name, purpose=PURPOSE),
        "sealed_account": sealing.seal(buyer.account, purpose=PURPOSE),
        "contact": buyer.contact,
        "contract_version": accepted.version if accepted else 0,
        "language": accepted.language if accepted else "",
        "digest": accepted.digest if accepted else "",
    }


def _tidy(buyer: BuyerNote) -> BuyerNote:
    if buyer == NOBODY:
        return buyer
    number = "".join(buyer.number.split()).upper()
    if len(number) > 40 or (number and not number.isalnum()):
        raise refusals.name_invalid()
    account = "".join(buyer.account.replace("-", "").split()).upper()
    if len(account) > 40 or (account and not (account.isascii() and account.isalnum())):
        raise refusals.account_invalid()
    return BuyerNote(
        name=one_line(buyer.name)[:60],
        number=number,
        contact=one_line(buyer.contact)[:40],
        firm=one_line(buyer.firm)[:60],
        contract_version=buyer.contract_version,
        language=buyer.language,
        account_name=one_line(buyer.account_name)[:80],
        account=account,
    )
