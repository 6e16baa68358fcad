"""The table's rows of what tills do without the server. As in ``table``."""

TEXT = """
POST  /api/v1/number-blocks                 200 200 200 403 403 |   .   .   .   .   . | 401
GET   office:offline-sales                  200 200 403 403 403 |   .   .   .   .   . | 302
POST  office:offline-sales                  404 404 403 403 403 |   .   .   .   .   . | 302
POST  /api/v1/offline-sales                 409 409 409 403 403 |   .   .   .   .   . | 401
"""
