"""Codes, messages, consents and their texts."""

from django.db import models
from django.db.models import Q

from tessera.members.models import Member
from tessera.platform.fields import Row


class OneTimeCode(Row):
    """Digits that were sent to a phone, kept as a keyed digest. The newest of a purpose counts."""

    phone = models.CharField(max_length=20)
    purpose = models.CharField(max_length=20)
    salt = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)
    address = models.CharField(max_length=60, blank=True)
    device = models.CharField(max_length=64, blank=True)
    tries_left = models.SmallIntegerField()
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    proof_used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["phone", "-created_at"], name="code_phone"),
            models.Index(fields=["address", "-created_at"], name="code_address"),
            models.Index(fields=["device", "-created_at"], name="code_device"),
            models.Index(fields=["created_at"], name="code_created"),
        )
        constraints = (models.CheckConstraint(name="code_tries", condition=Q(tries_left__gte=0)),)


class CodeTurn(models.Model):
    """Whose turn it is: who asks for a code waits here for the same phone, address or device."""

    key = models.CharField(max_length=80, primary_key=True)
    at = models.DateTimeField(db_index=True)


class SolvedChallenge(models.Model):
    """A solution that was taken, and is good no more."""

    signature = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField(db_index=True)


class MessageState(models.TextChoices):
    """How far a message has come. ``unknown``: handed over, and no answer came."""

    QUEUED = "queued"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Message(Row):
    """Something to be said to one person, and what came of it.

    ``params`` are pairs in the template's order. Whatever stands in the one that ``secret``
    names is taken out of ``params`` and ``text`` by ``readable_until``. ``cause`` names what it
    tells of, so that nothing is told twice; before ``not_before`` nobody is woken. On the channel
    ``app`` it stands in the member's app and goes nowhere; ``read_at``: the member has seen it there.
    """

    channel = models.CharField(max_length=12)
    purpose = models.CharField(max_length=20)
    phone = models.CharField(max_length=20)
    phone_tail = models.CharField(max_length=4)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="messages")
    template = models.CharField(max_length=40)
    cause = models.CharField(max_length=80, null=True, unique=True)
    params = models.JSONField(default=list)
    secret = models.CharField(max_length=20, blank=True)
    readable_until = models.DateTimeField(null=True)
    signature = models.CharField(max_length=60)
    text = models.TextField()
    parts = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=10, choices=MessageState.choices, default=MessageState.QUEUED
    )
    provider = models.CharField(max_length=12)
    provider_reference = models.CharField(max_length=64, blank=True)
    error = models.CharField(max_length=80, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    not_before = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["-created_at", "-id"], name="message_newest"),
            models.Index(fields=["state", "-created_at", "-id"], name="message_state"),
            models.Index(fields=["member", "-created_at", "-id"], name="message_member"),
            models.Index(fields=["phone_tail", "-created_at", "-id"], name="message_phone_tail"),
            models.Index(fields=["id"], condition=Q(done_at__isnull=True), name="message_open"),
            models.Index(
                fields=["provider_reference"],
                condition=Q(done_at__isnull=True),
                name="message_awaited",
            ),
            models.Index(
                fields=["readable_until"],
                condition=Q(readable_until__isnull=False),
                name="message_readable",
            ),
        )


class Consent(Row):
    """One answer to one question, never changed: the newest of a purpose counts."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=20)
    given = models.BooleanField()
    text_version = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    source = models.CharField(max_length=20)
    evidence = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["member", "purpose", "-at"], name="consent_newest"),
            models.Index(fields=["purpose", "text_version", "-at", "-id"], name="consent_text"),
        )


class ConsentText(Row):
    """The brand's own words for a purpose in one language; version 1 is built in."""

    purpose = models.CharField(max_length=20)
    version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=10)
    text = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["purpose", "version", "language"], name="consent_text_version"
            ),
            models.CheckConstraint(name="consent_text_own", condition=Q(version__gte=2)),
        )
