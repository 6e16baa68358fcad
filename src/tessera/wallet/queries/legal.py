"""The rules in force, the contract, and what is known of a member for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from tessera.kernel.money import MOST_MINOR
from tessera.platform import versions
from tessera.platform.reads import Found, Select
from tessera.wallet.models import ContractAcceptance, ContractText, PrepaidProfile, RealName
from tessera.wallet.rules import prepaid
from tessera.wallet.rules.prepaid import Profile, Rule


@dataclass(frozen=True, slots=True)
class ProfileVersion:
    """A version of the rules and from when on it is in force; version 0 is the one built in."""

    version: int
    name: str
    valid_from: date | None
    rules: Profile


BUILT_IN = ProfileVersion(0, "cn-default", None, prepaid.CN_DEFAULT)


@dataclass(frozen=True, slots=True)
class Legal:
    """All versions, the newest first, and the version of the contract."""

    profiles: tuple[ProfileVersion, ...]
    contract_version: int

    def on(self, day: date) -> ProfileVersion:
        """The version in force on ``day``."""
        for one in self.profiles:
            if one.valid_from is None or one.valid_from <= day:
                return one
        return BUILT_IN


def _load() -> Legal:
    rows = PrepaidProfile.objects.order_by("-valid_from", "-version")
    found = tuple(_profile(row) for row in rows)
    newest = ContractText.objects.order_by("-version").values_list("version", flat=True).first()
    return Legal((*found, BUILT_IN), newest or 0)


def _profile(row: PrepaidProfile) -> ProfileVersion:
    return ProfileVersion(row.version, row.name, row.valid_from, rules_of(row.rules))


def rules_of(kept: Mapping[str, Any]) -> Profile:
    """The rules as a row has them; one that the row does not know yet is as it is built in."""
    own = {key: Rule(value["mode"], value["value"]) for key, value in kept.items()}
    return {**prepaid.CN_DEFAULT, **own}


legal: versions.Cached[Legal] = versions.Cached("wallet", _load)
"""The rules of the law, kept in the process by the version ``wallet``."""


def payout_limits(on: date) -> tuple[int, int]:
    """The days of withdrawal, and the most that is paid out in cash, in minor units, by the rules in
    force on a day (domain handbook 1.3, and Art. 21 of the order on single-purpose cards)."""
    rules = legal.get(versions.current()).on(on).rules
    cooling, cash = rules[prepaid.COOLING_OFF], rules[prepaid.CASH_MAX]
    days = cooling.value if cooling.mode != prepaid.OFF else 0
    return days, cash.value if cash.mode == prepaid.BLOCK else MOST_MINOR


@dataclass(frozen=True, slots=True)
class ContractFacts:
    """The contract as somebody reads it."""

    version: int
    language: str
    text: str
    digest: str
    written_at: datetime


def find_contract(version: int | None = None, language: str | None = None) -> ContractFacts | None:
    """A version of the contract, the newest by default, in the reader's language where there is
    one; None where the brand has written none."""
    rows = ContractText.objects.order_by("-version")
    found = rows.filter(version=version) if version else rows
    newest = found.first()
    if newest is None:
        return None
    own = ContractText.objects.filter(version=newest.version)
    row = own.filter(language=language or get_language() or "").first() or newest
    return ContractFacts(row.version, row.language, row.text, row.digest, row.written_at)


def list_contracts() -> list[ContractFacts]:
    """Every text of every version, the newest first."""
    rows = ContractText.objects.order_by("-version", "language")
    return [ContractFacts(r.version, r.language, r.text, r.digest, r.written_at) for r in rows]


@dataclass(frozen=True, slots=True)
class AcceptanceFacts:
    """What a member accepted and when."""

    version: int
    language: str
    at: datetime
    source: str
    text: str


def list_acceptances(member_id: UUID) -> list[AcceptanceFacts]:
    """What a member accepted, the newest first, in the words that were read."""
    rows = list(ContractAcceptance.objects.filter(member=member_id).order_by("-version"))
    texts = {
        text.digest: text.text
        for text in ContractText.objects.filter(digest__in=[row.digest for row in rows])
    }
    return [
        AcceptanceFacts(row.version, row.language, row.at, row.source, texts.get(row.digest, ""))
        for row in rows
    ]


def count_acceptances(version: int) -> int:
    """How many members accepted a version."""
    return ContractAcceptance.objects.filter(version=version).count()


def find_real_name(member_id: UUID) -> RealName | None:
    """Whose the card is by a document, if somebody looked at one."""
    return RealName.objects.filter(member=member_id).first()


def payee_name(member_id: UUID, name: str) -> str:
    """To whom money is paid out: the name of the document where one was noted, else ``name``."""
    row = find_real_name(member_id)
    return row.name if row else name


def select_legal(member_id: UUID | None, store_id: UUID) -> dict[str, Select]:
    """The parts of a gathered read that a sale of prepaid value is judged by; of whoever has no
    card here nothing is known."""
    closing = Select(
        "SELECT id FROM wallet_storeclosing WHERE store_id = {store} AND cancelled_at IS NULL",
        {"store": store_id},
    )
    if member_id is None:
        return {"closing": closing}
    return {
        "accepted": Select(
            "SELECT coalesce(max(version), 0) AS version FROM wallet_contractacceptance"
            " WHERE member_id = {member}",
            {"member": member_id},
        ),
        "real_name": Select(
            "SELECT id FROM wallet_realname WHERE member_id = {member}", {"member": member_id}
        ),
        "closing": closing,
    }


def accepted_of(found: Found) -> int:
    """The newest version that the member accepted, 0 for none."""
    version: int = found[0]["version"] if found else 0
    return version
