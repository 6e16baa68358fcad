from django.apps import AppConfig


class TesseraConfig(AppConfig):
    name = "tessera.config"
    label = "config"

    def ready(self) -> None:
        from tessera.config import wiring

        wiring.connect()
