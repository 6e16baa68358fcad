from django.apps import AppConfig


class MemberWebConfig(AppConfig):
    name = "tessera.web.member"
    label = "web_member"
