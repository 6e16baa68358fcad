"""What must hold of sales, returns and shifts, to be proved from the rows alone."""

from tessera.sales.proofs import (
    buyers,
    cards,
    movements,
    numbers,
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
    *buyers.CLAIMS,
)
