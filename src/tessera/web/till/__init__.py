"""The till's surface: the page that hosts the island, the choice of a till, and what is printed on 80 mm paper.

Selling itself goes through the API with a token of the till; nothing here writes a sale.
"""
