"""The unit of work of the running use case: what it must leave behind before it commits."""

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

_current: ContextVar["Work | None"] = ContextVar("tessera_work", default=None)


@dataclass(slots=True)
class Work:
    """One attempt at one use case."""

    action: str
    at: datetime
    request_id: UUID | None
    fingerprint: str
    overtaken: bool = False
    audited: set[str] = field(default_factory=set)
    recorded: bool = False


@contextlib.contextmanager
def begin(work: Work) -> Iterator[Work]:
    """Make ``work`` the current one. Raises RuntimeError inside another use case."""
    if _current.get() is not None:
        raise RuntimeError("a use case must not call another; call its operations instead")
    token = _current.set(work)
    try:
        yield work
    finally:
        _current.reset(token)


def note_audit(action: str) -> None:
    """Remember that ``action`` was audited."""
    if (work := _current.get()) is not None:
        work.audited.add(action)


def overtaken() -> bool:
    """Whether the running use case had to start again because somebody else was faster."""
    work = _current.get()
    return work is not None and work.overtaken


def request_row(result: Any) -> dict[str, Any] | None:
    """The values of the request record that keeps ``result``, for the batch to write.

    None when the running use case was not given a request id.
    """
    work = _current.get()
    if work is None or work.request_id is None:
        return None
    work.recorded = True
    return {
        "request_id": work.request_id,
        "action": work.action,
        "fingerprint": work.fingerprint,
        "result": orjson.loads(orjson.dumps(result)),
        "at": work.at,
    }
