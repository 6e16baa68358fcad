"""News travels upward: a room publishes, ``config.wiring`` says who listens.

``inside`` handlers run in the transaction and put their rows into the batch; an error rolls
all back. ``after`` handlers become job rows written in the same transaction, delivered at
least once by the worker.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django_q.tasks import async_task

from tessera.platform.batch import Batch

E = TypeVar("E")

_inside: dict[type, list[Callable[[Any, Batch], None]]] = {}
_after: dict[type, list[str]] = {}


def listen_inside(event: type[E], handler: Callable[[E, Batch], None]) -> None:
    """Have ``handler`` called within the transaction of every ``event``."""
    handlers = _inside.setdefault(event, [])
    if handler not in handlers:
        handlers.append(handler)


def listen_after(event: type, handler: str) -> None:
    """Have ``handler``, a dotted path, run by the worker after every ``event``.

    It gets the event's ``job_arguments()`` and must be idempotent.
    """
    handlers = _after.setdefault(event, [])
    if handler not in handlers:
        handlers.append(handler)


def publish(event: Any, batch: Batch) -> None:
    """Tell the listeners of ``type(event)``."""
    for handler in _inside.get(type(event), ()):
        handler(event, batch)
    for path in _after.get(type(event), ()):
        async_task(path, *event.job_arguments())
