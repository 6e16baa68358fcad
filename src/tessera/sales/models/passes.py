"""Uses of cards at the till."""

from django.db import models
from django.db.models import Q

from tessera.members.models import Member
from tessera.org.models import Staff, Store, Till
from tessera.platform.fields import MinorField, Row
from tessera.sales.models.shift import Shift
from tessera.wallet.models import HeldCard


class PassUse(Row):
    """So many uses of a card at once, for one of its items, by the member or by ``used_by``.

    ``amount_minor`` is what they were worth: revenue of this store; ``tag_minor`` what one of the item
    costs without the card. ``is_undone`` is not part of the
    document: it lets one reversal of it through.
    """

    card = models.ForeignKey(HeldCard, on_delete=models.PROTECT, related_name="taken")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", db_index=False)
    store = models.ForeignKey(
        Store, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    till = models.ForeignKey(Till, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="pass_uses")
    staff = models.ForeignKey(
        Staff, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    at = models.DateTimeField()
    business_on = models.DateField()
    uses = models.PositiveIntegerField()
    amount_minor = MinorField()
    sku_id = models.UUIDField(null=True)
    tag_minor = MinorField(default=0)
    kind = models.CharField(max_length=8, blank=True)
    item = models.CharField(max_length=160, blank=True)
    used_by = models.CharField(max_length=60, blank=True)
    is_undone = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="pass_use_amounts", condition=Q(uses__gt=0) & Q(amount_minor__gte=0)
            ),
        )
        indexes = (
            models.Index(fields=["card", "-at"], name="pass_use_card"),
            models.Index(fields=["store", "business_on"], name="pass_use_store_day"),
        )
