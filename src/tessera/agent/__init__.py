"""The agent: a small program on a till's PC that stands between the till's page and the printers.

It knows nothing of the shop but its address and a token; it imports no Django, so that it starts at once.
It never opens a drawer or prints for a page of anybody else.
"""
