"""The table's rows of coupons. As in ``table``."""

TEXT = """
GET   office:coupons                        200 200 200 200 200 |   .   .   .   .   . | 302
GET   office:coupon-new                     200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:coupon-new                     422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:coupon-kind                    200 200 200 200 200 |   .   .   .   .   . | 302
GET   office:coupon-change                  200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:coupon-change                  422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:coupon-issue                   200 200 403 403 403 |   .   .   .   .   . | 302
POST  office:coupon-issue                   422 422 403 403 403 |   .   .   .   .   . | 302
GET   office:coupon-run                     200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:coupon-run                     422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:coupon-giving                  200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:coupon-giving                  422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:coupon-giving-end              200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:coupon-giving-end              302 403 403 403 403 |   .   .   .   .   . | 302
GET   office:coupon-batch                   200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:coupon-batch                   422 403 403 403 403 |   .   .   .   .   . | 302
POST  office:coupon-batch-file              200 403 403 403 403 |   .   .   .   .   . | 302
GET   office:coupon-batch-withdraw          200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:coupon-batch-withdraw          422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:coupon                         200 200 200 200 200 | 200 404 404 404 404 | 302
GET   office:coupon-cancel                  200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:coupon-cancel                  422 422 403 403 403 | 422 404 403 403 403 | 302
"""
