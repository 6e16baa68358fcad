"""The sale: quoted, completed once, returned by line; tills' shifts and receipts.

Posted documents are immutable. Earning points from a sale is not here but in ``rewards``,
which listens to ``SaleCompleted`` and ``SaleReturned``.
"""
