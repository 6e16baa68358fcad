"""Whom the brand speaks to: tags that rules hang on members, and members' lifecycles.

Looks at what is known of members, their purchases and balances; changes nothing but the tags
that rules gave, and gives coupons: when somebody joins, rises or buys, and to many at once. A sale
knows nothing of this room: who bought is found afterwards.
"""
