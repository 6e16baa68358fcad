"""What the brand tells its members, and what is to be done for whom."""

from django.db import models
from django.db.models import Q

from tessera.care import rules
from tessera.members.models import Member
from tessera.org.models import Staff, Store
from tessera.platform.fields import Row


class NoticeChoice(models.Model):
    """How one kind of notice reaches members, where the brand has said so."""

    kind = models.CharField(max_length=20, primary_key=True)
    by_sms = models.BooleanField()
    in_app = models.BooleanField()


class Task(Row):
    """Somebody should speak to ``member`` by the day ``due_on``; ``about`` is who it is about.

    ``cause_id`` is what led to it, ``guide`` the one to whom it falls first, ``store`` the one
    where it is done. ``note`` says what came of it.
    """

    kind = models.CharField(max_length=12, choices=[(one, one) for one in rules.TASKS])
    cause_id = models.UUIDField(unique=True)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    about = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    guide = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    due_on = models.DateField()
    made_at = models.DateTimeField()
    state = models.CharField(
        max_length=10, choices=[(one, one) for one in rules.STATES], default=rules.OPEN
    )
    note = models.CharField(max_length=rules.MAX_NOTE, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by_id = models.UUIDField(null=True)
    closed_by_name = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = (
            # A member is thanked once, however often friends of theirs buy in a week.
            models.UniqueConstraint(
                fields=["member", "kind"], condition=Q(state=rules.OPEN), name="task_open_once"
            ),
        )
        indexes = (
            models.Index(
                fields=["store", "due_on"], condition=Q(state=rules.OPEN), name="task_due"
            ),
            models.Index(fields=["member", "-made_at", "-id"], name="task_member"),
        )
