"""Field types that every room's tables share."""

from django.db import models

from tessera.kernel.ids import uuid7


class Row(models.Model):
    """A table whose rows are named by a time-ordered UUID made in the application."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    class Meta:
        abstract = True


MinorField = models.BigIntegerField
"""Money in minor units of the brand's currency (law 6)."""

BasisPointsField = models.PositiveIntegerField
"""A share in basis points: 1 000 is ten per cent."""
