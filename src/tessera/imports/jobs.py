"""What the worker does for imports, piece by piece."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from uuid import UUID

from tessera.imports import permissions, queries, usecases
from tessera.imports.models import ImportState
from tessera.kernel import clock
from tessera.kernel.actor import system_actor
from tessera.platform import jobs

ACTOR = system_actor("member import", {permissions.IMPORT_MEMBERS})

PIECES = 20
"""Pieces of an import in one job, which ends long before a worker loses patience."""

KEPT = timedelta(days=30)
"""So long a file's rows stay for people to look at; refused ones still name persons."""

_WORK: Mapping[str | None, Callable[..., bool]] = {
    ImportState.CHECKING: usecases.check_piece,
    ImportState.POSTING: usecases.post_piece,
}


def import_members(import_id: str) -> None:
    """Go on with an import where it stands: look at its rows, or post them once confirmed.

    Delivered twice it does no harm: a piece is taken under the import's lock and done once.
    """
    work = _WORK.get(queries.find_state(UUID(import_id)))
    if work is None:
        return
    for _ in range(PIECES):
        if not work(actor=ACTOR, at=clock.utc_now(), import_id=UUID(import_id)):
            return
    jobs.enqueue(usecases.JOB, import_id)


def forget() -> None:
    """Forget the files that nobody has gone on with for a month."""
    at = clock.utc_now()
    for import_id in queries.list_old(before=at - KEPT):
        usecases.forget_import(actor=ACTOR, at=at, import_id=import_id)
