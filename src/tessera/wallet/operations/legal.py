"""Accepting the contract, by whoever may note it; the caller owns the transaction."""

from datetime import datetime
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.platform import audit
from tessera.wallet import errors, queries
from tessera.wallet.models import ContractAcceptance

ACTION = "wallet.contract_accepted"


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
