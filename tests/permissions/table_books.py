"""The table's rows of the books: statements, what is owed, files, seals. As in ``table``."""

TEXT = """
GET   office:statements                     200 200 403 403 200 |   .   .   .   .   . | 302
GET   office:statement-entries              200 200 403 403 200 |   .   .   .   .   . | 302
GET   office:liabilities                    200 200 403 403 200 |   .   .   .   .   . | 302
GET   office:books-export                   200 403 403 403 200 |   .   .   .   .   . | 302
POST  office:books-export                   422 403 403 403 422 |   .   .   .   .   . | 302
GET   office:seals                          200 403 403 403 403 |   .   .   .   .   . | 302
GET   office:seals-to                       200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:seals-to                       302 403 403 403 403 |   .   .   .   .   . | 302
GET   office:seals-file                     200 403 403 403 403 |   .   .   .   .   . | 302
GET   office:clearing                       200 200 403 403 200 |   .   .   .   .   . | 302
GET   office:clearing-file                  200 403 403 403 200 |   .   .   .   .   . | 302
GET   office:clearing-entries               404 404 403 403 404 |   .   .   .   .   . | 302
"""
