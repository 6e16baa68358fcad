"""One of several who do something at the same moment; also run in processes of its own."""

import pickle
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any, Protocol

import django
from django.apps import apps
from django.db import connection

from tessera.kernel.errors import DomainError

if not apps.ready:  # in a process of its own
    django.setup()

PATIENCE = 120
"""Seconds until somebody who does not answer has failed the test."""

Deed = Callable[[], Any]


@dataclass(frozen=True)
class Answer:
    """What came of a deed: a value, a refusal's code and data, or a fault's traceback."""

    value: Any = None
    refused: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    fault: str = ""

    def __str__(self) -> str:
        return self.fault or f"{self.refused or self.value} {self.data or ''}".strip()


class Barrier(Protocol):
    """Lets all go on when all have come."""

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the others."""


def answer(barrier: Barrier, work: Deed) -> Answer:
    """Wait for the others, do the work, and tell what came of it."""
    try:
        connection.ensure_connection()
        barrier.wait(PATIENCE)
        return Answer(work())
    except DomainError as refused:
        return Answer(refused=refused.code, data=refused.data)
    except Exception:  # noqa: BLE001 - whatever went wrong is the evidence
        return Answer(fault=traceback.format_exc())
    finally:
        connection.close()


def run(end: Connection, barrier: Barrier, database: str, work: bytes) -> None:
    """The whole life of a process: one deed on ``database``, told to ``end``."""
    connection.settings_dict["NAME"] = database
    end.send(answer(barrier, pickle.loads(work)))


def code_of(function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> str:
    """The code of the refusal that a deed met; empty when it went through."""
    try:
        function(*args, **kwargs)
    except DomainError as refused:
        return refused.code
    return ""
