"""How the brand prices as a whole."""

from django.db import models

from tessera.platform.fields import MinorField, Row


class Rounding(models.TextChoices):
    """How a total is rounded off at the till (domain handbook 5.6)."""

    OFF = "off"
    DROP_FEN = "drop_fen"
    DROP_JIAO = "drop_jiao"
    HALF_UP_JIAO = "half_up_jiao"
    HALF_UP_YUAN = "half_up_yuan"


class PricePolicy(Row):
    """How the brand prices as a whole. One row; without it nothing is rounded or combined, and no
    promotion waits for a second person."""

    rounding = models.CharField(max_length=16, choices=Rounding.choices, default=Rounding.OFF)
    level_discount_combines = models.BooleanField(default=False)
    approval_off_bp = models.PositiveIntegerField(null=True)
    approval_budget_minor = MinorField(null=True)
