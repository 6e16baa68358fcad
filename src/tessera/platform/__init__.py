"""The machinery under every room: use cases, audit, idempotency, numbers, jobs, the batch.

Owns no subject of the shop and knows none; never imports a higher floor.
"""
