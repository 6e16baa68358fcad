"""What the law asks for: the profile of rules, the contract and who accepted it, real names."""

from django.db import models
from django.db.models import Q

from tessera.members.models import Member
from tessera.org.models import Staff, Store
from tessera.platform.fields import Row


class PrepaidProfile(Row):
    """The rules of stored value from a day on; a change is a new version, and none is ever lost.

    ``rules`` holds mode and figure by key (``rules.prepaid``).
    """

    version = models.PositiveIntegerField(unique=True)
    name = models.CharField(max_length=40)
    valid_from = models.DateField()
    rules = models.JSONField()
    written_at = models.DateTimeField()


class ContractText(Row):
    """The brand's contract on prepayment in one language, never changed: a new text is a new
    version. ``digest`` is the SHA-256 of the text."""

    version = models.PositiveIntegerField()
    language = models.CharField(max_length=10)
    text = models.TextField()
    digest = models.CharField(max_length=64)
    written_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["version", "language"], name="contract_version"),
        )


class ContractAcceptance(Row):
    """A member accepted a version once: in which words, when, and before whom."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    language = models.CharField(max_length=10)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    source = models.CharField(max_length=12)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    store = models.ForeignKey(Store, on_delete=models.PROTECT, null=True, related_name="+")
    till_id = models.UUIDField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["member", "version"], name="contract_accepted_once"),
        )


class RealName(Row):
    """Whose a card is by a document that was looked at; its number is kept sealed
    (``platform.sealing``) and may be empty: it is asked for only where a rule needs it."""

    member = models.OneToOneField(Member, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    sealed_number = models.TextField(blank=True)
    checked_at = models.DateTimeField()
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")


class StoreClosing(Row):
    """A store that will close: from ``begun_at`` on nothing is topped up there, and after
    ``closes_on`` nobody comes any more. ``cancelled_at``: it stays open after all."""

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    closes_on = models.DateField()
    told_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["store"], condition=Q(cancelled_at=None), name="store_closing_once"
            ),
        )
