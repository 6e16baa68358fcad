"""The one ledger: whatever is owed in points, money or uses is a posting here (laws 1-3).

Owns accounts, entries, postings and lots. Owners and documents are opaque ids; this room
never knows what a member, a store or a sale is.
"""
