"""How a member signs in: by code, password, passkey or somebody else's account; and on which devices.

Who a member is, `members` knows; what the brand may send, `messaging`. Staff sign in elsewhere (`org`).
"""
