"""The table's rows of the books: statements, what is owed, files, seals; and of the brand. As in ``table``."""

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
GET   office:brand-change                   200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:brand-change                   422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:clearing                       200 200 403 403 200 |   .   .   .   .   . | 302
GET   office:clearing-file                  200 403 403 403 200 |   .   .   .   .   . | 302
GET   office:clearing-entries               404 404 403 403 404 |   .   .   .   .   . | 302
GET   office:gifts                          200 200 403 403 403 |   .   .   .   .   . | 302
GET   office:gift-new                       200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:gift-new                       422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:gift-replace                   200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:gift-replace                   422 422 403 403 403 | 422 404 403 403 403 | 302
GET   office:gift-deed                      200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:gift-deed                      422 422 403 403 403 | 422 404 403 403 403 | 302
GET   office:value-gifts                    200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:value-gifts                    422 403 403 403 403 |   .   .   .   .   . | 302
POST  office:sale-buyer                     404 403 403 403 403 | 404 403 403 403 403 | 302
GET   office:value-order                    200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:value-order                    422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:promotions                     200 200 200 200 200 |   .   .   .   .   . | 302
GET   office:promotion-new                  200 200 403 403 403 |   .   .   .   .   . | 302
POST  office:promotion-new                  200 200 403 403 403 |   .   .   .   .   . | 302
POST  office:promotion-said                 404 404 403 403 403 |   .   .   .   .   . | 302
POST  office:promotion-tried                404 404 403 403 403 |   .   .   .   .   . | 302
GET   office:promotion-goods                200 200 403 403 403 |   .   .   .   .   . | 302
GET   office:promotion-approval             200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:promotion-approval             302 403 403 403 403 |   .   .   .   .   . | 302
GET   office:promotion                      200 200 200 200 200 | 200 404 404 404 404 | 302
GET   office:promotion-change               200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:promotion-change               422 422 403 403 403 | 422 404 403 403 403 | 302
GET   office:promotion-deed                 200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:promotion-deed                 302 302 403 403 403 | 302 404 403 403 403 | 302
POST  /api/v1/limits                        200 200 200 403 403 |   .   .   .   .   . | 401
POST  /api/v1/limits/{limit_id}/back        404 404 404 403 403 |   .   .   .   .   . | 401
POST  office:promotion-trial-begin          404 404 403 403 403 |   .   .   .   .   . | 302
GET   office:promotion-trial                200 200 403 403 403 | 200 404 403 403 403 | 302
"""
