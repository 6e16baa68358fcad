"""A sale's top-ups before the law: what its rules have against them (domain handbook 1.4)."""

from dataclasses import dataclass

from tessera import pricing
from tessera.kernel.errors import DomainError
from tessera.platform import reads
from tessera.sales.context import Context
from tessera.wallet import errors as refusals
from tessera.wallet import queries as wallet
from tessera.wallet.rules import prepaid
from tessera.wallet.rules.prepaid import Finding, TopUpCase


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules say, and which version of the contract is to be accepted; 0 for none."""

    findings: tuple[Finding, ...] = ()
    contract_version: int = 0
    is_closing: bool = False

    @property
    def warned(self) -> list[str]:
        """The rules that only warn."""
        return [one.key for one in self.findings if not one.blocks]


NOTHING = Judged()


def judge(seen: Context, quoted: pricing.Quote, *, cash_minor: int) -> Judged:
    """What the law has against the top-ups of a cart, of which notes would pay ``cash_minor``.

    A cart without top-ups costs nothing; one with them a read more.
    """
    topup = sum(line.net_minor for line in quoted.lines if line.kind == "topup")
    holding = seen.holding
    if not topup or holding is None:
        return NOTHING
    found = reads.gather(wallet.select_legal(holding.member_id, seen.store.id))
    legal = wallet.legal.get(seen.versions)
    accepted = wallet.accepted_of(found["accepted"])
    case = TopUpCase(
        amount_minor=topup,
        before_minor=holding.principal_minor + holding.frozen_principal_minor,
        cash_minor=min(topup, cash_minor),
        has_real_name=bool(found["real_name"]),
        contract_version=legal.contract_version,
        accepted_version=accepted,
    )
    findings = prepaid.judge(legal.on(seen.business_on).rules, case)
    needed = any(one.key == prepaid.CONTRACT for one in findings)
    return Judged(findings, legal.contract_version if needed else 0, bool(found["closing"]))


def check(judged: Judged) -> None:
    """Refuse what a rule blocks.

    Raises Conflict ``wallet.store_closing``, ``wallet.balance_too_high``,
    ``wallet.cash_too_high``, ``wallet.contract_needed``, ``wallet.name_needed``.
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
    if one.key == prepaid.CONTRACT:
        return refusals.contract_needed(version=judged.contract_version)
    return refusals.name_needed()
