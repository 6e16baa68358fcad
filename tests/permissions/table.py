"""The table of all permissions: who is answered how, for every page and every operation.

First whoever works in the store asks for what is there; then the same person asks for what
belongs to another store (a dot: nothing there belongs to a store); then somebody who has not
signed in. An owner works in every store, but a till's token never reaches beyond its own.

200, 204: answered. 302: sent on, or to the sign-in page. 401: sign in first. 403: not for this
role. 404: there is no such thing for this person. 409, 422: let in, and refused for what was
asked: an empty form, or a shift that is open already.
"""

from dataclasses import dataclass

from tests.permissions import table_books, table_coupons, table_offline, table_till
from tests.permissions.world import ROLES

ANY = "ANY"
"""An endpoint that does not mind the method."""

TEXT = """
#                                           the own store        another store        signed
#                                           own mgr csh gde aud  own mgr csh gde aud  out
ANY   set_language                          302 302 302 302 302 |   .   .   .   .   . | 302
ANY   standin-wechat                        404 404 404 404 404 |   .   .   .   .   . | 404
ANY   standin-alipay                        404 404 404 404 404 |   .   .   .   .   . | 404
GET   /api/v1/openapi.json                  200 200 200 200 200 |   .   .   .   .   . | 200
GET   /api/v1/till                          200 200 200 200 200 |   .   .   .   .   . | 401
GET   /api/v1/products                      200 200 200 200 200 |   .   .   .   .   . | 401
GET   /api/v1/products/{style}/matrix       200 200 200 200 200 |   .   .   .   .   . | 401
GET   /api/v1/members                       200 200 200 200 200 |   .   .   .   .   . | 401
POST  /api/v1/members                       200 200 200 200 403 |   .   .   .   .   . | 401
GET   /api/v1/joining                       200 200 200 200 403 |   .   .   .   .   . | 401
POST  /api/v1/joining/poster                200 200 200 200 403 |   .   .   .   .   . | 401
POST  /api/v1/codes                         200 200 200 200 403 |   .   .   .   .   . | 401
POST  /api/v1/codes/check                   409 409 409 409 403 |   .   .   .   .   . | 401
POST  /api/v1/orders/member                 200 403 403 403 403 |   .   .   .   .   . | 401
GET   /api/v1/members/{member_id}           200 200 200 200 200 | 200 200 200 200 200 | 401
GET   /api/v1/members/{member_id}/balances  200 200 200 200 200 | 200 200 200 200 200 | 401
GET   /api/v1/members/{member_id}/rewards   200 200 200 200 403 | 200 200 200 200 403 | 401
GET   /api/v1/members/{member_id}/exchanges 200 200 200 200 403 | 200 200 200 200 403 | 401
POST  /api/v1/exchanges                     404 404 404 404 403 | 403 403 403 403 403 | 401
POST  /api/v1/redemptions                   200 200 200 200 403 | 409 409 409 409 403 | 401
GET   /api/v1/redemptions/{code}            404 404 404 404 403 | 404 404 404 404 403 | 401
POST  /api/v1/hand-outs                     200 200 200 200 403 | 200 200 200 200 403 | 401
GET   /api/v1/contract                      404 404 404 404 404 |   .   .   .   .   . | 401
POST  /api/v1/members/{member_id}/contract  422 422 422 422 422 | 422 422 422 422 422 | 401
POST  /api/v1/members/{member_id}/block     200 200 200 403 403 | 200 200 200 403 403 | 401
POST  /api/v1/quote                         200 200 200 200 403 |   .   .   .   .   . | 401
POST  /api/v1/approvals                     409 409 409 403 403 |   .   .   .   .   . | 401
GET   /api/v1/sales                         200 200 200 200 200 |   .   .   .   .   . | 401
POST  /api/v1/sales                         200 200 200 403 403 |   .   .   .   .   . | 401
GET   /api/v1/sales/{sale_id}               200 200 200 200 200 | 404 404 404 404 404 | 401
GET   /api/v1/passes/{number}               404 404 404 404 404 |   .   .   .   .   . | 401
POST  /api/v1/gift-cards/find               404 404 404 403 403 |   .   .   .   .   . | 401
POST  /api/v1/pass-uses                     404 404 404 403 403 |   .   .   .   .   . | 401
POST  /api/v1/pass-uses/undo                404 404 404 403 403 |   .   .   .   .   . | 401
POST  /api/v1/returns/quote                 200 200 200 403 403 | 404 404 404 403 403 | 401
POST  /api/v1/returns                       200 200 200 403 403 | 404 404 404 403 403 | 401
POST  /api/v1/returns/without-receipt/quote 200 200 403 403 403 |   .   .   .   .   . | 401
POST  /api/v1/returns/without-receipt       200 200 403 403 403 |   .   .   .   .   . | 401
POST  /api/v1/returns/exchange/quote        200 200 200 403 403 | 404 404 404 403 403 | 401
POST  /api/v1/returns/exchange              200 200 200 403 403 | 404 404 404 403 403 | 401
POST  /api/v1/shifts/open                   409 409 409 403 403 |   .   .   .   .   . | 401
POST  /api/v1/shifts/close                  200 200 200 403 403 |   .   .   .   .   . | 401
POST  /api/sms/{token}/{provider}/{what}    404 404 404 404 404 |   .   .   .   .   . | 404
GET   office:today                          200 200 403 403 200 |   .   .   .   .   . | 302
GET   office:today-charts                   200 200 403 403 200 |   .   .   .   .   . | 302
GET   office:search                         200 200 200 200 200 |   .   .   .   .   . | 302
GET   office:members                        200 200 200 200 200 |   .   .   .   .   . | 302
GET   office:member-new                     200 200 200 200 403 |   .   .   .   .   . | 302
POST  office:member-new                     422 422 422 422 403 |   .   .   .   .   . | 302
GET   office:joining-policy                 200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:joining-policy                 302 403 403 403 403 |   .   .   .   .   . | 302
GET   office:imports                        200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:imports                        422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:import                         200 403 403 403 403 |   .   .   .   .   . | 302
GET   office:import-columns                 200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:import-columns                 422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:import-confirm                 200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:import-confirm                 422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:import-forget                  200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:import-forget                  302 403 403 403 403 |   .   .   .   .   . | 302
GET   office:import-refused                 200 403 403 403 403 |   .   .   .   .   . | 302
GET   office:cards                          200 200 403 403 403 |   .   .   .   .   . | 302
GET   office:card-kind-new                  200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:card-kind-new                  422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:card-kind                      200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:card-kind                      422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:card                           200 200 200 200 200 | 200 404 404 404 404 | 302
GET   office:card-refund                    200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:card-refund                    422 422 403 403 403 | 422 404 403 403 403 | 302
GET   office:card-deed                      200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:card-deed                      422 422 403 403 403 | 422 404 403 403 403 | 302
GET   office:member                         200 200 200 200 200 | 200 404 404 404 404 | 302
GET   office:member-history                 200 200 200 200 200 | 200 404 404 404 404 | 302
GET   office:member-change                  200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:member-change                  422 422 403 403 403 | 422 404 403 403 403 | 302
GET   office:member-level                   200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:member-level                   422 422 403 403 403 | 422 404 403 403 403 | 302
GET   office:value                          200 403 403 403 403 |   .   .   .   .   . | 302
GET   office:plan-new                       200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:plan-new                       422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:plan                           404 403 403 403 403 |   .   .   .   .   . | 302
POST  office:plan                           404 403 403 403 403 |   .   .   .   .   . | 302
GET   office:value-law                      200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:value-law                      422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:value-contract                 200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:value-contract                 422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:value-safeguards               200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:value-safeguards               422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:freeze-release                 200 200 403 403 403 |   .   .   .   .   . | 302
POST  office:freeze-release                 422 422 403 403 403 |   .   .   .   .   . | 302
GET   office:member-freeze                  200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:member-freeze                  422 422 403 403 403 | 422 404 403 403 403 | 302
GET   office:member-unlock                  200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:member-unlock                  302 302 403 403 403 | 302 404 403 403 403 | 302
GET   office:member-name                    200 200 200 403 403 | 200 404 404 403 403 | 302
POST  office:member-name                    422 422 422 403 403 | 422 404 404 403 403 | 302
POST  office:member-number                  200 403 403 403 403 | 200 403 403 403 403 | 302
GET   office:card-block                     200 200 200 403 403 | 200 404 404 403 403 | 302
POST  office:card-block                     302 302 302 403 403 | 302 404 404 403 403 | 302
GET   office:card-unblock                   200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:card-unblock                   302 302 403 403 403 | 302 404 403 403 403 | 302
GET   office:value-closing                  200 403 403 403 403 | 200 403 403 403 403 | 302
POST  office:value-closing                  422 403 403 403 403 | 422 403 403 403 403 | 302
GET   office:value-owed                     200 403 403 403 403 | 200 403 403 403 403 | 302
GET   office:closing-cancel                 200 403 403 403 403 | 200 403 403 403 403 | 302
POST  office:closing-cancel                 422 403 403 403 403 | 422 403 403 403 403 | 302
GET   office:closing-finish                 200 403 403 403 403 | 200 403 403 403 403 | 302
POST  office:closing-finish                 422 403 403 403 403 | 422 403 403 403 403 | 302
GET   office:member-payout                  200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:member-payout                  422 422 403 403 403 | 422 404 403 403 403 | 302
GET   office:member-why                     200 200 200 200 200 | 200 404 404 404 404 | 302
GET   office:member-tree                    200 200 200 200 200 | 200 404 404 404 404 | 302
GET   office:level-lock                     200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:level-lock                     422 422 403 403 403 | 422 404 403 403 403 | 302
GET   office:level-unlock                   200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:level-unlock                   422 422 403 403 403 | 422 404 403 403 403 | 302
POST  office:member-phone                   200 200 403 403 403 | 200 403 403 403 403 | 302
GET   office:card-new                       200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:card-new                       422 422 403 403 403 | 422 404 403 403 403 | 302
POST  office:member-card                    200 200 200 200 403 | 200 403 403 403 403 | 302
GET   office:member-profile                 200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:member-profile                 302 302 403 403 403 | 302 404 403 403 403 | 302
GET   office:consent-withdraw               200 200 200 200 403 | 200 404 404 404 403 | 302
POST  office:consent-withdraw               422 422 422 422 403 | 422 404 404 404 403 | 302
GET   office:member-birthday                200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:member-birthday                422 422 403 403 403 | 422 404 403 403 403 | 302
GET   office:member-photo                   200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:member-photo                   302 302 403 403 403 | 302 404 403 403 403 | 302
GET   office:member-answers                 200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:member-answers                 302 302 403 403 403 | 302 404 403 403 403 | 302
GET   office:member-family                  200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:member-family                  422 422 403 403 403 | 422 404 403 403 403 | 302
GET   office:member-unlink                  200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:member-unlink                  302 302 403 403 403 | 302 404 403 403 403 | 302
GET   office:member-note                    200 200 200 200 403 | 200 404 404 404 403 | 302
POST  office:member-note                    422 422 422 422 403 | 422 404 404 404 403 | 302
GET   office:member-tag                     200 200 200 200 403 | 200 404 404 404 403 | 302
POST  office:member-tag                     422 422 422 422 403 | 422 404 404 404 403 | 302
GET   office:member-untag                   200 200 200 200 403 | 200 404 404 404 403 | 302
POST  office:member-untag                   302 302 302 302 403 | 302 404 404 404 403 | 302
GET   office:member-transfer                200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:member-transfer                422 422 403 403 403 | 422 404 403 403 403 | 302
GET   office:member-earning                 200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:member-earning                 422 422 403 403 403 | 422 404 403 403 403 | 302
GET   office:member-guide                   200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:member-guide                   422 422 403 403 403 | 422 404 403 403 403 | 302
GET   office:my-members                     302 302 302 302 302 |   .   .   .   .   . | 302
GET   office:guide-policy                   200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:guide-policy                   302 403 403 403 403 |   .   .   .   .   . | 302
GET   office:member-merge                   200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:member-merge                   422 422 403 403 403 | 422 404 403 403 403 | 302
GET   office:duplicates                     200 200 403 403 403 |   .   .   .   .   . | 302
GET   office:filter-keep                    200 200 200 200 200 |   .   .   .   .   . | 302
POST  office:filter-keep                    422 422 422 422 422 |   .   .   .   .   . | 302
GET   office:filter-drop                    200 200 200 200 200 |   .   .   .   .   . | 302
POST  office:filter-drop                    422 422 422 422 422 |   .   .   .   .   . | 302
GET   office:members-export                 200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:members-export                 422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:member-settings                200 200 200 200 200 |   .   .   .   .   . | 302
GET   office:level-define                   200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:level-define                   422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:level-change                   200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:level-change                   422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:tag-define                     200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:tag-define                     422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:tag-change                     200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:tag-change                     422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:lifecycle-set                  200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:lifecycle-set                  422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:tag-rules                      200 200 403 403 200 |   .   .   .   .   . | 302
GET   office:tag-rule-new                   200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:tag-rule-new                   422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:tag-rule                       200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:tag-rule                       422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:tag-rule-stop                  200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:tag-rule-stop                  302 403 403 403 403 |   .   .   .   .   . | 302
POST  office:tags-recompute                 302 403 403 403 403 |   .   .   .   .   . | 302
GET   office:field-define                   200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:field-define                   422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:field-change                   200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:field-change                   422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:age-define                     200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:age-define                     422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:age-remove                     200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:age-remove                     302 403 403 403 403 |   .   .   .   .   . | 302
GET   office:invitations                    200 200 200 200 403 |   .   .   .   .   . | 302
POST  office:invite                         302 302 302 302 403 | 302 403 403 403 403 | 302
GET   office:campaign-invite                200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:campaign-invite                422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:poster                         200 200 200 200 403 | 200 404 404 404 403 | 302
GET   office:products                       200 200 200 200 200 |   .   .   .   .   . | 302
GET   office:product                        200 200 200 200 200 |   .   .   .   .   . | 302
GET   office:product-skus                   200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:product-skus                   422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:sales                          200 200 200 200 200 |   .   .   .   .   . | 302
GET   office:return-rules                   200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:return-rules                   422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:sale                           200 200 200 200 200 | 200 404 404 404 404 | 302
GET   office:points                         200 200 403 403 403 |   .   .   .   .   . | 302
GET   office:points-programme               200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:points-programme               422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:points-rule-new                200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:points-rule-new                422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:points-rule                    200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:points-rule                    422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:points-rule-switch             200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:points-rule-switch             302 403 403 403 403 |   .   .   .   .   . | 302
GET   office:points-activity                200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:points-activity                422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:survey-new                     200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:survey-new                     422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:survey                         200 403 403 403 403 |   .   .   .   .   . | 302
GET   office:survey-switch                  200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:survey-switch                  302 403 403 403 403 |   .   .   .   .   . | 302
GET   office:reviews                        200 200 403 403 403 |   .   .   .   .   . | 302
GET   office:points-exchange                200 200 200 200 200 |   .   .   .   .   . | 302
GET   office:points-exchange-new            200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:points-exchange-new            422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:points-exchange-change         200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:points-exchange-change         422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:adjustments                    200 200 403 403 403 |   .   .   .   .   . | 302
GET   office:adjustment-approve             200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:adjustment-approve             302 302 403 403 403 | 302 404 403 403 403 | 302
GET   office:adjustment-refuse              200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:adjustment-refuse              422 422 403 403 403 | 422 404 403 403 403 | 302
GET   office:member-exchange                200 200 200 200 403 | 200 404 404 404 403 | 302
POST  office:member-exchange                422 422 422 422 403 | 422 404 404 404 403 | 302
GET   office:member-adjust                  200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:member-adjust                  422 422 403 403 403 | 422 404 403 403 403 | 302
GET   office:points-spending                200 403 403 403 403 |   .   .   .   .   . | 302
GET   office:points-spending-change         200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:points-spending-change         422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:points-transfers               200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:points-transfers               422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:points-notices                 200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:points-notices                 302 403 403 403 403 |   .   .   .   .   . | 302
GET   office:points-limits                  200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:points-limits                  422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:rewards                        200 200 403 403 403 |   .   .   .   .   . | 302
GET   office:level-rule                     200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:level-rule                     422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:growth-rule                    200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:growth-rule                    422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:referral-program               200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:referral-program               422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:hold-release                   200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:hold-release                   422 422 403 403 403 | 422 404 403 403 403 | 302
GET   office:hold-refuse                    200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:hold-refuse                    422 422 403 403 403 | 422 404 403 403 403 | 302
GET   office:applications                   200 200 200 200 200 |   .   .   .   .   . | 302
GET   office:application-new                200 200 200 200 403 |   .   .   .   .   . | 302
POST  office:application-new                422 422 422 422 403 |   .   .   .   .   . | 302
GET   office:application                    200 200 200 200 200 | 200 404 404 404 404 | 302
GET   office:application-paper              200 200 403 403 403 | 200 404 403 403 403 | 302
GET   office:application-paper-add          200 200 200 200 403 | 200 404 404 404 403 | 302
POST  office:application-paper-add          422 422 422 422 403 | 422 404 404 404 403 | 302
GET   office:application-review             200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:application-review             422 422 403 403 403 | 422 404 403 403 403 | 302
GET   office:application-approve            200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:application-approve            422 422 403 403 403 | 422 404 403 403 403 | 302
GET   office:application-refuse             200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:application-refuse             422 422 403 403 403 | 422 404 403 403 403 | 302
GET   office:application-issue              200 200 200 200 403 | 200 404 404 404 403 | 302
POST  office:application-issue              422 422 422 422 403 | 422 404 404 404 403 | 302
GET   office:charter                        200 200 200 200 200 |   .   .   .   .   . | 302
GET   office:charter-write                  200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:charter-write                  422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:level-way                      200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:level-way                      422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:messages                       200 200 403 403 200 |   .   .   .   .   . | 302
GET   office:consent-texts                  200 200 403 403 200 |   .   .   .   .   . | 302
GET   office:consent-text                   200 200 403 403 200 |   .   .   .   .   . | 302
GET   office:consent-write                  200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:consent-write                  422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:notices                        200 403 403 403 403 |   .   .   .   .   . | 302
GET   office:notice                         200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:notice                         302 403 403 403 403 |   .   .   .   .   . | 302
GET   office:tasks                          200 200 403 200 200 |   .   .   .   .   . | 302
GET   office:task-done                      200 200 403 200 403 | 200 404 403 404 403 | 302
POST  office:task-done                      302 302 403 302 403 | 302 404 403 404 403 | 302
GET   office:task-drop                      200 200 403 200 403 | 200 404 403 404 403 | 302
POST  office:task-drop                      422 422 403 422 403 | 422 404 403 404 403 | 302
GET   office:shifts                         200 200 403 403 200 |   .   .   .   .   . | 302
GET   office:shift                          200 200 403 403 200 | 200 404 403 403 404 | 302
GET   office:finance-terms                  200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:finance-terms                  422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:member-statement               200 200 403 403 200 | 200 404 403 403 404 | 302
GET   office:member-entries                 200 200 403 403 200 | 200 404 403 403 404 | 302
GET   office:audit                          200 200 403 403 200 |   .   .   .   .   . | 302
GET   office:staff                          200 200 403 403 200 |   .   .   .   .   . | 302
GET   office:hire                           200 200 403 403 403 |   .   .   .   .   . | 302
POST  office:hire                           422 422 403 403 403 |   .   .   .   .   . | 302
GET   office:staff-change                   200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:staff-change                   422 422 403 403 403 | 422 404 403 403 403 | 302
GET   office:staff-password                 200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:staff-password                 422 422 403 403 403 | 422 404 403 403 403 | 302
GET   office:staff-card                     200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:staff-card                     422 422 403 403 403 | 422 404 403 403 403 | 302
GET   office:staff-dismiss                  200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:staff-dismiss                  302 302 403 403 403 | 302 404 403 403 403 | 302
GET   office:hand-overs                     302 302 403 403 403 |   .   .   .   .   . | 302
GET   office:guide-hand-over                200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:guide-hand-over                422 422 403 403 403 | 422 404 403 403 403 | 302
GET   office:stores                         200 200 200 200 200 |   .   .   .   .   . | 302
GET   office:store-open                     200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:store-open                     422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:store-change                   200 403 403 403 403 | 200 403 403 403 403 | 302
POST  office:store-change                   422 403 403 403 403 | 422 403 403 403 403 | 302
GET   office:till-open                      200 403 403 403 403 | 200 403 403 403 403 | 302
POST  office:till-open                      422 403 403 403 403 | 422 403 403 403 403 | 302
GET   office:till-lock                      200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:till-lock                      302 302 403 403 403 | 302 404 403 403 403 | 302
GET   office:own-password                   200 200 200 200 200 |   .   .   .   .   . | 302
POST  office:own-password                   422 422 422 422 422 |   .   .   .   .   . | 302
GET   till:desk                             302 200 200 200 403 |   .   .   .   .   . | 302
GET   till:choose                           200 200 200 200 403 | 200 200 200 200 403 | 302
POST  till:choose                           302 302 302 302 403 | 302 200 200 200 403 | 302
POST  till:leave                            204 204 204 204 403 |   .   .   .   .   . | 302
GET   till:sale-receipt                     200 200 200 200 200 | 200 404 404 404 404 | 302
GET   till:return-receipt                   200 200 200 200 200 | 200 404 404 404 404 | 302
GET   office:catalogue                      200 200 200 200 200 |   .   .   .   .   . | 302
GET   office:catalogue-new                  200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:catalogue-new                  422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:catalogue-change               200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:catalogue-change               422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:catalogue-picture              200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:catalogue-picture              422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:catalogue-draw                 200 403 403 403 403 |   .   .   .   .   . | 302
POST  office:catalogue-draw                 422 403 403 403 403 |   .   .   .   .   . | 302
GET   office:redemptions                    200 200 200 200 200 |   .   .   .   .   . | 302
GET   office:redemption-hand-out            200 200 200 200 403 | 200 404 404 404 403 | 302
POST  office:redemption-hand-out            302 302 302 302 403 | 302 404 404 404 403 | 302
GET   office:redemption-cancel              200 200 200 200 403 | 200 404 404 404 403 | 302
POST  office:redemption-cancel              422 422 422 422 403 | 422 404 404 404 403 | 302
GET   office:redemption-take-back           200 200 403 403 403 | 200 404 403 403 403 | 302
POST  office:redemption-take-back           422 422 403 403 403 | 422 404 403 403 403 | 302
GET   till:redemption-slip                  200 200 200 200 200 | 200 404 404 404 404 | 302
GET   till:shift-receipt                    200 200 200 200 200 | 200 404 404 404 404 | 302
GET   kit:start                             302 302 302 302 302 |   .   .   .   .   . | 302
GET   kit:sign-in                           302 302 302 302 302 |   .   .   .   .   . | 200
POST  kit:sign-in                           422 422 422 422 422 |   .   .   .   .   . | 422
POST  kit:sign-out                          302 302 302 302 302 |   .   .   .   .   . | 302
GET   kit:brand                             200 200 200 200 200 |   .   .   .   .   . | 200
GET   kit:picture                           200 200 200 200 200 |   .   .   .   .   . | 200
GET   kit:mark                              200 200 200 200 200 |   .   .   .   .   . | 200
"""


@dataclass(frozen=True)
class Row:
    """One method of one endpoint: the status by role."""

    method: str
    name: str
    here: dict[str, int]
    there: dict[str, int]
    signed_out: int

    def __str__(self) -> str:
        return f"{self.method} {self.name}"


def _row(line: str) -> Row:
    asked, there, out = line.split("|")
    method, name, *here = asked.split()
    elsewhere = [] if "." in there else there.split()
    return Row(method, name, _by_role(here), _by_role(elsewhere), int(out))


def _by_role(statuses: list[str]) -> dict[str, int]:
    return {role: int(status) for role, status in zip(ROLES, statuses, strict=bool(statuses))}


_TEXTS = [TEXT, *(one.TEXT for one in (table_books, table_coupons, table_offline, table_till))]
ROWS = [_row(line) for line in "".join(_TEXTS).splitlines() if line and not line.startswith("#")]
