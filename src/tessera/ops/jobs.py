"""What the worker does for the house as a whole: seals and proofs at night."""

import structlog

from tessera.kernel import clock
from tessera.kernel.actor import system_actor
from tessera.ops import nights, permissions, usecases, verify

log = structlog.get_logger(__name__)


def seal_days() -> None:
    """Seal the days of the ledger that are over."""
    actor = system_actor("night watch", {permissions.SEAL})
    usecases.seal_days(actor=actor, at=clock.utc_now(), zone=nights.zone())


def prove_books() -> None:
    """Prove the books; whatever does not hold is an error in the log and a row in the audit log."""
    proofs = list(verify.verify())
    actor = system_actor("night watch", {permissions.RECORD_PROOFS})
    usecases.record_proofs(actor=actor, at=clock.utc_now(), proofs=proofs)
    for proof in proofs:
        if not proof.holds:
            log.error("proof failed", proof=proof.name, rows=proof.offenders)
