"""Products, SKUs and prices."""

from django.db import models
from django.db.models import Q

from tessera.org.models import Store
from tessera.platform.fields import MinorField, Row


class ProductKind(models.TextChoices):
    """What kind of thing a product is. Only goods have stock, earn points and take discounts."""

    GOODS = "goods"
    SERVICE = "service"
    FEE = "fee"
    TOPUP = "topup"
    CARD = "card"
    GIFT = "gift"


class Product(Row):
    """A style, in colours and sizes; or a service, fee, top-up or card with a single SKU."""

    style = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, choices=ProductKind.choices, default=ProductKind.GOODS)
    category = models.CharField(max_length=40, blank=True, db_index=True)
    season = models.CharField(max_length=20, blank=True)
    brand = models.CharField(max_length=40, blank=True, default="", db_default="")
    picture = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)


class Sku(Row):
    """One colour and size of a product, with its barcode and tag price.

    ``cost_minor`` is what a piece costs the brand, where it is known: the floor of what a till may
    set by hand.
    """

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="skus")
    colour = models.CharField(max_length=20, blank=True)
    size = models.CharField(max_length=12, blank=True)
    barcode = models.CharField(max_length=40, unique=True)
    tag_minor = MinorField()
    cost_minor = MinorField(null=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["product", "colour", "size"], name="sku_product_colour_size"
            ),
            models.CheckConstraint(name="sku_tag_not_negative", condition=Q(tag_minor__gte=0)),
            models.CheckConstraint(name="sku_cost_not_negative", condition=Q(cost_minor__gte=0)),
        )


class Price(Row):
    """Another price of a SKU: in one store, for one level, or both."""

    sku = models.ForeignKey(Sku, on_delete=models.CASCADE, related_name="prices")
    store = models.ForeignKey(Store, on_delete=models.CASCADE, null=True, related_name="+")
    level_id = models.UUIDField(null=True)
    amount_minor = MinorField()

    class Meta:
        constraints = (
            # One for each shape, as only PostgreSQL can be told that two NULLs are the same.
            models.UniqueConstraint(
                fields=["sku", "store", "level_id"],
                name="price_store_and_level",
                condition=Q(store__isnull=False, level_id__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["sku", "store"],
                name="price_store",
                condition=Q(store__isnull=False, level_id__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["sku", "level_id"],
                name="price_level",
                condition=Q(store__isnull=True, level_id__isnull=False),
            ),
            models.CheckConstraint(
                name="price_has_target", condition=~Q(store__isnull=True, level_id__isnull=True)
            ),
            models.CheckConstraint(name="price_not_negative", condition=Q(amount_minor__gte=0)),
        )
