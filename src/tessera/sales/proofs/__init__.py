"""What must hold of sales, returns and shifts, to be proved from the rows alone."""

from tessera.sales.proofs import (
    allowances,
    buyers,
    cards,
    movements,
    numbers,
    offline,
    payouts,
    postings,
    returns,
    sales,
    shifts,
)

CLAIMS = (
    *sales.CLAIMS,
    *returns.CLAIMS,
    *postings.CLAIMS,
    *movements.CLAIMS,
    *payouts.CLAIMS,
    *cards.CLAIMS,
    *shifts.CLAIMS,
    *numbers.CLAIMS,
    *offline.CLAIMS,
    *buyers.CLAIMS,
    *allowances.CLAIMS,
)
