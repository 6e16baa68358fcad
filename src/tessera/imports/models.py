"""Imports of members: the file's rows, what would become of each, and what did."""

from django.db import models

from tessera.members.models import Member
from tessera.org.models import Store
from tessera.platform.fields import Row


class ImportState(models.TextChoices):
    """How far an import has come."""

    CHECKING = "checking"
    CHECKED = "checked"
    POSTING = "posting"
    DONE = "done"


class MemberImport(Row):
    """One file of members. ``mapping`` says which column holds what."""

    name = models.CharField(max_length=120)
    header = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    state = models.CharField(
        max_length=10, choices=ImportState.choices, default=ImportState.CHECKING
    )
    store = models.ForeignKey(Store, on_delete=models.PROTECT, null=True, related_name="+")
    row_count = models.PositiveIntegerField()
    begun_by = models.CharField(max_length=60)
    begun_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=60, blank=True)
    done_at = models.DateTimeField(null=True)


class Outcome(models.TextChoices):
    """What becomes of a row: a new member, gaps of a known one filled, nothing, or refused."""

    OPEN = "open"
    NEW = "new"
    FILLED = "filled"
    KNOWN = "known"
    REFUSED = "refused"


class ImportRow(Row):
    """A row of the file. ``outcome`` is what would happen until ``is_posted``, then what did.

    What was posted keeps no personal data of its own: the member has it.
    """

    job = models.ForeignKey(MemberImport, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    cells = models.JSONField(default=list)
    phone = models.CharField(max_length=20, blank=True)
    reference = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, default=Outcome.OPEN)
    is_posted = models.BooleanField(default=False)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    problem = models.CharField(max_length=60, blank=True)
    template = models.CharField(max_length=200, blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["job", "number"], name="import_row_number"),)
        indexes = (
            models.Index(fields=["job", "outcome", "number"], name="import_row_outcome"),
            models.Index(fields=["job", "is_posted", "number"], name="import_row_posted"),
            models.Index(
                fields=["job", "phone"], name="import_row_phone", condition=~models.Q(phone="")
            ),
            models.Index(
                fields=["job", "reference"],
                name="import_row_reference",
                condition=~models.Q(reference=""),
            ),
        )
