"""Kinds of card that the brand defines, and the cards that members hold."""

from django.db import models
from django.db.models import F, Q

from tessera.catalog.models import Sku
from tessera.members.models import Member
from tessera.platform.fields import BasisPointsField, MinorField, Row


class CardKind(Row):
    """A kind of card, sold as a line of its SKU: uses of something, a discount, or both.

    ``terms`` is what is promised (``rules.Terms``). Who has bought keeps what was promised then.
    """

    sku = models.OneToOneField(Sku, on_delete=models.PROTECT, related_name="card_kind")
    name = models.CharField(max_length=60)
    colour = models.CharField(max_length=16, blank=True)
    picture = models.CharField(max_length=200, blank=True)
    terms = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    is_active = models.BooleanField(default=True)


class CardState(models.TextChoices):
    """Whether a card can be used."""

    ACTIVE = "active"
    PAUSED = "paused"
    FROZEN = "frozen"
    ENDED = "ended"


class HeldCard(Row):
    """A card that a member bought. Its uses and the money not yet earned are in the ledger.

    ``number`` is what somebody carries; it cannot be guessed. ``terms`` is what was promised when it
    was sold (law 7). Money that is earned by the day is spread from ``spread_from`` to ``ends_on``,
    ``spread_minor`` in all, and has been earned through ``earned_on``. What is left is kept for good,
    or through ``lapses_on``. ``price_minor`` is what was paid for it apart from ``loaded_minor``, which
    went into the member's stored value with ``loaded_bonus_minor``.
    """

    number = models.CharField(max_length=24, unique=True)
    kind = models.ForeignKey(CardKind, on_delete=models.PROTECT, related_name="cards")
    kind_version = models.PositiveIntegerField()
    terms = models.JSONField()
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="held_cards")
    store_id = models.UUIDField()
    sale_id = models.UUIDField(null=True, db_index=True)
    position = models.PositiveSmallIntegerField(default=0)
    price_minor = MinorField()
    loaded_minor = MinorField(default=0)
    loaded_bonus_minor = MinorField(default=0)
    uses = models.PositiveIntegerField(default=0)
    discount_bp = BasisPointsField(default=0)
    state = models.CharField(max_length=8, choices=CardState.choices, default=CardState.ACTIVE)
    sold_at = models.DateTimeField()
    sold_on = models.DateField()
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    paused_on = models.DateField(null=True)
    is_by_day = models.BooleanField(default=False)
    spread_minor = MinorField(default=0)
    spread_from = models.DateField(null=True)
    earned_on = models.DateField(null=True)
    use_count = models.PositiveIntegerField(default=0)
    ended_on = models.DateField(null=True)
    lapses_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="held_card_days",
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="held_card_paused",
                condition=~Q(state="paused") | Q(paused_on__isnull=False),
            ),
        )
        indexes = (
            models.Index(fields=["member", "-sold_at"], name="held_card_member"),
            models.Index(fields=["ends_on"], condition=Q(state="active"), name="held_card_ending"),
            models.Index(
                fields=["lapses_on"],
                condition=Q(lapses_on__isnull=False, ended_on__isnull=True),
                name="held_card_lapsing",
            ),
            models.Index(
                fields=["earned_on"],
                condition=Q(state="active", is_by_day=True),
                name="held_card_by_day",
            ),
        )


class HandedCard(Row):
    """That a card went from one member to another. What moved on it before is the giver's to read,
    what moved since the receiver's: its accounts are the card's own and stay."""

    card = models.ForeignKey(HeldCard, on_delete=models.PROTECT, related_name="handings")
    giver = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    business_on = models.DateField()
