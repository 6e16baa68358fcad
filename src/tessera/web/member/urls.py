"""Addresses of the member's app."""

from django.urls import path

from tessera.web.member.views import app, door, keys, leaving, levels, me, outside, phones, shown

app_name = "member"

urlpatterns = [
    path("m/", shown.card, name="card"),
    path("m/holdings", shown.holdings, name="holdings"),
    path("m/purchases", shown.purchases, name="purchases"),
    path("m/purchases/<uuid:sale_id>", shown.purchase, name="purchase"),
    path("m/history", shown.story, name="history"),
    path("m/level", levels.level, name="level"),
    path("m/level/<uuid:level_id>/apply", levels.apply, name="apply"),
    path("m/applications/<uuid:application_id>/withdraw", levels.withdraw, name="withdraw"),
    path("m/applications/<uuid:application_id>/papers", levels.add_paper, name="paper-add"),
    path("m/applications/<uuid:application_id>/papers/<int:number>", levels.paper, name="paper"),
    path("charter", levels.charter, name="charter"),
    path("m/invite", shown.invite, name="invite"),
    path("m/invite.svg", shown.poster, name="poster"),
    path("m/me", me.me, name="me"),
    path("m/me/phone", phones.change, name="phone"),
    path("m/messages", shown.messages, name="messages"),
    path("m/messages/read", shown.messages_read, name="messages-read"),
    path("m/me/password", me.password, name="password"),
    path("m/me/confirm", me.confirm, name="confirm"),
    path("m/me/consents", me.consents, name="consents"),
    path("m/me/devices/<uuid:session_id>/end", me.end_device, name="end-device"),
    path("m/me/passkey", keys.adding, name="passkey"),
    path("m/me/passkey/begin", keys.begin, name="passkey-begin"),
    path("m/me/passkey/finish", keys.finish, name="passkey-finish"),
    path("m/me/passkeys/<uuid:passkey_id>/remove", keys.remove, name="passkey-remove"),
    path("m/passkey/begin", keys.begin_entering, name="by-passkey-begin"),
    path("m/passkey", keys.enter, name="by-passkey"),
    path("m/me/outside/<str:provider>", outside.leave_to_bind, name="outside-bind"),
    path("m/me/outside/<uuid:account_id>/remove", outside.remove, name="outside-remove"),
    path("m/outside/<str:provider>", outside.leave, name="outside"),
    path("m/outside/<str:provider>/back", outside.back, name="outside-back"),
    path("m/me/data.json", leaving.as_json, name="data-json"),
    path("m/me/data.zip", leaving.as_csv, name="data-csv"),
    path("m/me/leave", leaving.leave, name="leave"),
    path("m/sign-in", door.sign_in, name="sign-in"),
    path("m/password", door.by_password, name="by-password"),
    path("m/sign-out", door.sign_out, name="sign-out"),
    path("join", door.join, name="join"),
    path("join/<str:code>", door.join, name="join-by"),
    path("m/manifest.webmanifest", app.manifest, name="manifest"),
    path("m/icon.svg", app.icon, name="icon"),
    path("m/icon-<int:size>.png", app.tiles, name="tiles"),
    path("m/sw.js", app.worker, name="worker"),
]
