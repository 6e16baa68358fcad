"""Addresses of the office."""

from django.urls import path

from tessera.web.office.views import (
    account,
    audit,
    member_changes,
    members,
    messages,
    products,
    sales,
    search,
    shifts,
    staff,
    stores,
    today,
)

app_name = "office"

urlpatterns = [
    path("", today.today, name="today"),
    path("today/charts", today.today_charts, name="today-charts"),
    path("search", search.search, name="search"),
    path("members", members.members, name="members"),
    path("members/<uuid:member_id>", members.member, name="member"),
    path("members/<uuid:member_id>/history", members.member_history, name="member-history"),
    path("members/<uuid:member_id>/change", member_changes.change, name="member-change"),
    path("members/<uuid:member_id>/level", member_changes.change_level, name="member-level"),
    path("members/<uuid:member_id>/phone", member_changes.reveal_phone, name="member-phone"),
    path("members/<uuid:member_id>/card/new", member_changes.replace_card, name="card-new"),
    path("members/<uuid:member_id>/card", member_changes.show_card, name="member-card"),
    path("products", products.products, name="products"),
    path("products/<uuid:product_id>", products.product, name="product"),
    path("sales", sales.sales, name="sales"),
    path("sales/<uuid:sale_id>", sales.sale, name="sale"),
    path("messages", messages.messages, name="messages"),
    path("shifts", shifts.shifts, name="shifts"),
    path("shifts/<uuid:shift_id>", shifts.shift, name="shift"),
    path("audit", audit.audit, name="audit"),
    path("staff", staff.staff, name="staff"),
    path("staff/hire", staff.hire, name="hire"),
    path("staff/<uuid:staff_id>/change", staff.change, name="staff-change"),
    path("staff/<uuid:staff_id>/password", staff.reset_password, name="staff-password"),
    path("staff/<uuid:staff_id>/dismiss", staff.dismiss, name="staff-dismiss"),
    path("stores", stores.stores, name="stores"),
    path("stores/open", stores.open_store, name="store-open"),
    path("stores/<uuid:store_id>/change", stores.change_store, name="store-change"),
    path("stores/<uuid:store_id>/tills", stores.open_till, name="till-open"),
    path("tills/<uuid:till_id>/lock", stores.lock_till, name="till-lock"),
    path("password", account.own_password, name="own-password"),
]
