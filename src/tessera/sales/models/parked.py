"""Tickets that were put aside, and how long they are kept."""

from django.db import models
from django.db.models import Q

from tessera.org.models import Staff, Store, Till
from tessera.platform.fields import MinorField, Row


class TicketEnding(models.TextChoices):
    """What became of a ticket that was put aside."""

    TAKEN = "taken"
    DROPPED = "dropped"


class ParkedTicket(Row):
    """A ticket that waits, for anybody in the store or for one colleague. ``id`` is the till's name
    for putting it aside; ``ticket_id`` the name under which the ticket will be sold, so that it is
    sold once whichever till sells it. What was taken or dropped stays only until it would have ended.
    """

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    till = models.ForeignKey(Till, on_delete=models.PROTECT, related_name="+")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    for_staff = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    note = models.CharField(max_length=80, blank=True)
    ticket_id = models.UUIDField()
    cart = models.JSONField()
    pieces = models.PositiveIntegerField()
    total_minor = MinorField()
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=8, choices=TicketEnding.choices, blank=True)
    ended_till = models.ForeignKey(Till, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="parked_ticket_ended_somewhere",
                condition=Q(ended_at=None, ending="", ended_till=None)
                | Q(ended_at__isnull=False, ending__gt="", ended_till__isnull=False),
            ),
        )
        indexes = (
            models.Index(
                fields=["store", "-at"], condition=Q(ended_at=None), name="parked_ticket_waiting"
            ),
            models.Index(fields=["at"], name="parked_ticket_age"),
        )


class TillPolicy(Row):
    """The rules of the tills. One row; without it they are the defaults here."""

    ticket_days = models.PositiveSmallIntegerField(default=7)
