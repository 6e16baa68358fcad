"""What looking after the house leaves in its books."""

from collections.abc import Sequence
from datetime import datetime

from tessera.kernel.actor import Actor
from tessera.ops import permissions
from tessera.platform import audit
from tessera.platform.proofs import Proof
from tessera.platform.usecases import usecase


@usecase(permission=permissions.RECORD_PROOFS, audit="ops.proved")
def record_proofs(*, actor: Actor, at: datetime, proofs: Sequence[Proof]) -> bool:
    """Note in the audit log that the books were proved, and which claims do not hold.

    Returns whether all hold.
    """
    broken = {proof.name: len(proof.offenders) for proof in proofs if not proof.holds}
    audit.record(
        actor=actor,
        at=at,
        action="ops.proved",
        subject="books",
        data={
            "proofs": len(proofs),
            "rows": sum(proof.count for proof in proofs),
            "broken": broken,
        },
    )
    return not broken
