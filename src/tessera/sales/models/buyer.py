"""What a member bought so far."""

from django.db import models
from django.db.models import Q

from tessera.members.models import Member
from tessera.platform.fields import MinorField


class Buyer(models.Model):
    """A member's purchases in one row, there from the first one on.

    A sale of nothing but top-ups is no purchase. ``spent_minor`` is what goods, services and
    fees cost by all tenders, points apart, less what came back by receipt; ``pieces`` are goods,
    less those that came back. ``visits`` and the days count sales, returned or not.
    """

    member = models.OneToOneField(
        Member, on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    first_on = models.DateField()
    last_on = models.DateField(db_index=True)
    visits = models.PositiveIntegerField()
    spent_minor = MinorField()
    pieces = models.BigIntegerField()

    class Meta:
        constraints = (
            models.CheckConstraint(name="buyer_visits_positive", condition=Q(visits__gt=0)),
        )
