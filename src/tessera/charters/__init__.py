"""What membership means, in the brand's words, and how a level is applied for.

Keeps the charter, the way to each level and the applications. Never moves a level by itself:
that is rewards' to do, and takes no money: the fee is a line of a sale.
"""
