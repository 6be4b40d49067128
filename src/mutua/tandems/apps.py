from django.apps import AppConfig


class TandemsConfig(AppConfig):
    name = "mutua.tandems"
    label = "tandems"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mutua import vault
        from mutua.tandems.rules import is_member

        vault.register_readers("tandem", lambda tandem, viewer, _author: is_member(tandem, viewer))
