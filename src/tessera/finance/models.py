"""Sums of postings that were added up once, how old what is owed is, and the accountant's terms."""

from django.db import models

from tessera.platform.fields import BasisPointsField, Row


class Sum(Row):
    """What was posted between two kinds of account, in a store, within a period. The id follows from
    all that (``rules.keeping.sum_id``), so that there is one row of each."""

    store_id = models.UUIDField(null=True)
    source = models.CharField(max_length=24)
    destination = models.CharField(max_length=24)
    unit = models.CharField(max_length=8)
    amount = models.BigIntegerField()
    postings = models.PositiveIntegerField()

    class Meta:
        abstract = True


class DaySum(Sum):
    """Of one business day."""

    day = models.DateField(db_index=True)


class MonthSum(Sum):
    """Of one month; ``day`` is its first."""

    day = models.DateField(db_index=True)


class Mark(Row):
    """How far the sums reach: every entry with a lower id is in them. One row."""

    until_id = models.UUIDField()
    until = models.DateTimeField()


class AgeSum(Row):
    """What was left in lots at ``as_of``, by who issued it and by how old it was; the bands are those
    of ``rules.ages``. A newer look replaces all."""

    as_of = models.DateTimeField()
    store_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=24)
    age = models.SmallIntegerField()
    expiry = models.SmallIntegerField()
    amount = models.BigIntegerField()
    lots = models.PositiveIntegerField()


class Terms(Row):
    """What the brand expects of what it owes, from a month on. Rows are only added; of two for the
    same month the later counts.

    ``value_per_thousand`` is what a thousand points are worth, in minor units; ``expected_bp`` the
    share of points that will be redeemed, ``breakage_bp`` the share of stored value that will never
    be asked for.
    """

    since = models.DateField()
    value_per_thousand = models.PositiveIntegerField()
    expected_bp = BasisPointsField()
    breakage_bp = BasisPointsField()
    at = models.DateTimeField()
    by_name = models.CharField(max_length=60)

    class Meta:
        indexes = (models.Index(fields=["-since", "-at"], name="terms_newest"),)
