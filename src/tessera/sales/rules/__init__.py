"""Pure rules of the sale: what is asked for, how it is settled, what a return refunds."""
