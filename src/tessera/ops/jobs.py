"""What the worker does for the house as a whole: imports piece by piece, and the books at night."""

from uuid import UUID

import structlog

from tessera.kernel import clock
from tessera.kernel.actor import system_actor
from tessera.ops import nights, permissions, queries, usecases, verify
from tessera.platform import jobs

log = structlog.get_logger(__name__)


PIECES = 20
"""Pieces of an import in one job, which ends long before a worker loses patience."""


def import_members(import_id: str) -> None:
    """Go on with an import where it stands: look at its rows, or post them once confirmed.

    Delivered twice it does no harm: a piece is taken under the import's lock and done once.
    """
    if not queries.is_under_way(UUID(import_id)):
        return
    actor = system_actor("member import", {permissions.IMPORT_MEMBERS})
    work = usecases.check_piece if queries.is_checking(UUID(import_id)) else usecases.post_piece
    for _ in range(PIECES):
        if not work(actor=actor, at=clock.utc_now(), import_id=UUID(import_id)):
            return
    jobs.enqueue(usecases.JOB, import_id)


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
