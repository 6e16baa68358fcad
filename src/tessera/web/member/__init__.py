"""The member's app on a phone: card and code, what is held, purchases, referral, and one's own data.

A member sees what is the member's own: no page takes a member's id.
"""
