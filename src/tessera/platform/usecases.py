"""``@usecase``: the only way in for a write (laws 4, 9, 13)."""

import functools
import hashlib
import random
import time
from collections.abc import Callable, Mapping
from typing import Any, ParamSpec, TypeVar, get_type_hints
from uuid import UUID

import orjson
from django.db import Error, transaction
from pydantic import TypeAdapter

from tessera.kernel.actor import Actor
from tessera.kernel.errors import Conflict, DomainError, gettext_noop
from tessera.platform import batch_sql, database, work
from tessera.platform.models import RequestRecord

P = ParamSpec("P")
R = TypeVar("R")

ATTEMPTS = 8


class StaleError(Exception):
    """What was read has changed since; the work goes back to its read."""


def usecase(
    *,
    permission: str,
    audit: str,
    before: Callable[[Mapping[str, Any]], Mapping[str, Any]] | None = None,
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Run a function as one story: permission, transaction, audit, retries, idempotency.

    The function takes keywords only, first ``actor`` and ``at``. With a ``store_id`` the
    permission is checked there; otherwise it finds its store itself and calls
    ``actor.require``. With a ``request_id`` (law 4) its result, a dataclass, is kept: the same
    request again answers with the first result, the same id with another content is refused.

    ``before`` is called with what was asked before the transaction begins, and returns what of it
    is to be changed: for work that must be kept although the story is refused.

    Raises Forbidden ``permission.denied``; Conflict ``request.reused`` and
    ``busy.try_again``; RuntimeError when the function left no audit row ``audit``.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            _actor(kwargs).require(permission, kwargs.get("store_id"))  # type: ignore[arg-type]
            if before is not None:
                kwargs.update(before(kwargs))
            return _run(function, kwargs, audit)

        run.permission = permission  # type: ignore[attr-defined]  # read by the permission table
        run.audit = audit  # type: ignore[attr-defined]  # read by the test of the audit log
        return run

    return decorate


def _actor(kwargs: dict[str, Any]) -> Actor:
    actor: Actor = kwargs["actor"]
    return actor


def _run(function: Callable[..., R], kwargs: dict[str, Any], audit: str) -> R:
    """Attempt until done, a few times.

    The request record's primary key settles a race, so nothing is read first: only work that
    did not go through looks whether it had been done already.
    """
    for attempt in range(ATTEMPTS):
        try:
            return _attempt(function, kwargs, audit, overtaken=attempt > 0)
        except (DomainError, StaleError, Error) as error:
            if (first := _answered(function, kwargs, audit)) is not None:
                return first
            if isinstance(error, DomainError) or not _may_repeat(error):
                raise
        time.sleep(random.random() * 0.002 * 2**attempt)  # noqa: S311 - jitter, no secret
    raise busy()


def busy() -> Conflict:
    """Somebody else was faster, again and again."""
    return Conflict(
        "busy.try_again", gettext_noop("Somebody else is changing the same thing. Try again.")
    )


def _may_repeat(error: Exception) -> bool:
    return isinstance(error, StaleError) or database.is_transient(error)


def _attempt(
    function: Callable[..., R], kwargs: dict[str, Any], audit: str, *, overtaken: bool
) -> R:
    request_id = kwargs.get("request_id")
    fingerprint = _fingerprint(kwargs) if request_id else ""
    unit = work.Work(audit, kwargs["at"], request_id, fingerprint, overtaken)
    with work.begin(unit), transaction.atomic(durable=True):
        result = function(**kwargs)
        if audit not in unit.audited:
            raise RuntimeError(
                f"{function.__module__}.{function.__name__} wrote no audit row {audit!r}"
            )
        if request_id and not unit.recorded:
            batch_sql.insert_now(RequestRecord, work.request_row(result) or {})
        return result


_UNSAID = frozenset({"actor", "at", "request_id", "proof", "buyer"})
"""What does not make a request another one; proofs, and documents of buyers, are secrets besides."""


def _fingerprint(kwargs: dict[str, Any]) -> str:
    """What was asked and by which till or person, without when and under which id."""
    actor = _actor(kwargs)
    asked = {name: value for name, value in kwargs.items() if name not in _UNSAID}
    asked["by"] = actor.till_id or actor.id
    return hashlib.sha256(orjson.dumps(asked, option=orjson.OPT_SORT_KEYS)).hexdigest()


def is_done(request_id: UUID | None) -> bool:
    """Whether a request was carried out, whatever it was."""
    return request_id is not None and RequestRecord.objects.filter(pk=request_id).exists()


def _answered(function: Callable[..., R], kwargs: dict[str, Any], audit: str) -> R | None:
    request_id = kwargs.get("request_id")
    record = request_id and RequestRecord.objects.filter(request_id=request_id).first()
    if not record:
        return None
    if record.action != audit or record.fingerprint != _fingerprint(kwargs):
        raise Conflict(
            "request.reused",
            gettext_noop(
                "This request id was used for something else. Start again with a new one."
            ),
        )
    return _adapter(function).validate_python(record.result)  # type: ignore[no-any-return]


@functools.cache
def _adapter(function: Callable[..., Any]) -> TypeAdapter[Any]:
    return TypeAdapter(get_type_hints(function)["return"])
