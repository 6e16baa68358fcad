"""The table's rows of tickets, copies and the customer's display. As in ``table``."""

TEXT = """
GET   /api/v1/tickets                       200 200 200 200 403 |   .   .   .   .   . | 401
POST  /api/v1/tickets                       200 200 200 200 403 |   .   .   .   .   . | 401
POST  /api/v1/tickets/{parked_id}/take      200 200 200 200 403 | 404 404 404 404 403 | 401
POST  /api/v1/tickets/{parked_id}/drop      200 200 200 200 403 | 404 404 404 404 403 | 401
GET   display:window                        200 200 200 200 403 | 200 404 404 404 403 | 302
"""
