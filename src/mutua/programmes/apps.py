from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "mutua.programmes"
    label = "programmes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from mutua import vault
        from mutua.audit.words import register_words
        from mutua.outbox.jobs import register_job
        from mutua.outbox.schedules import register_schedule
        from mutua.programmes import jobs, seen
        from mutua.programmes.queries.invitations import may_read_letter

        vault.register_readers("invitation", may_read_letter)
        register_words(seen.COMPARED, _("what a list of your organisation says about you"))
        register_job("invitations", jobs.expire)
        register_job("outsiders", jobs.forget)
        register_schedule("outsiders", "53 3 * * *", "UTC", "outsiders")
        register_schedule("invitations", "7 * * * *", "UTC", "invitations")
