"""What is done and undone, so that what was made before it serves many tests."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def undone() -> Iterator[None]:
    """Do something and undo it; use cases take this for the outermost transaction, as in a test case."""
    atomic = transaction.atomic()
    atomic._from_testcase = True  # type: ignore[attr-defined]  # the mark of Django's own TestCase
    with atomic:
        yield
        transaction.set_rollback(True)
