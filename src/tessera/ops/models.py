"""The chain of seals over the ledger's days."""

from django.db import models

from tessera.platform.fields import Row


class Seal(Row):
    """What the ledger's rows of one day hash to, bound to the seal of the day before.

    A row belongs to the day in which it was written, by the instant in its id: from ``starts_at``
    up to ``ends_at``, which itself belongs to the next. ``content`` is the hash of the rows,
    ``digest`` that of the seal: who changes a row must change every seal after it. ``version`` says
    which tables were hashed: 1 those of the ledger, 2 the audit log as well.
    """

    day = models.DateField(unique=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    entries = models.PositiveIntegerField()
    rows = models.PositiveIntegerField()
    version = models.PositiveSmallIntegerField(default=1)
    content = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()


class SealPost(Row):
    """To which phone, in E.164, each night's seal is sent. One row; an empty ``phone`` is nobody's."""

    phone = models.CharField(max_length=20, blank=True)
    set_at = models.DateTimeField()
