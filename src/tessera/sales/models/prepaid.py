"""Who bought prepaid value, where the law asks more than the member's card tells."""

from django.db import models

from tessera.platform.fields import Row
from tessera.sales.models.sale import Sale


class PrepaidBuyer(Row):
    """Who bought the prepaid value of a sale: a person by a document, perhaps for a ``firm``.

    The number of the document is kept sealed and may be empty; so are the name and the number of the
    account that paid, where so much is bought that the law wants them one by one. Who has no card here accepted the
    contract with the sale itself: in the words of ``digest``, version 0 for none (domain handbook
    1.1, 1.4). Kept as long as the law's profile says, and forgotten then.
    """

    sale = models.OneToOneField(Sale, on_delete=models.PROTECT, related_name="prepaid_buyer")
    firm = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=60, blank=True)
    sealed_number = models.TextField(blank=True)
    sealed_account_name = models.TextField(blank=True, db_default="")
    sealed_account = models.TextField(blank=True, db_default="")
    contact = models.CharField(max_length=40, blank=True)
    contract_version = models.PositiveIntegerField(default=0)
    language = models.CharField(max_length=10, blank=True)
    digest = models.CharField(max_length=64, blank=True)
