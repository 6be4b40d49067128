from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "mutua.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mutua import vault
        from mutua.outbox.jobs import register_job, register_recipient_check
        from mutua.outbox.schedules import register_schedule
        from mutua.people.actions import signin
        from mutua.people.jobs import forget_sessions
        from mutua.people.queries import may_be_written_to
        from mutua.people.rules import may_read_own

        register_job("sessions", forget_sessions)
        register_schedule("sessions", "23 3 * * *", "UTC", "sessions")
        register_job(signin.SEND_JOB, signin.send_sign_in_mail)
        vault.register_readers("person", may_read_own)
        for kind in ("mail", "calendar"):
            register_recipient_check(kind, may_be_written_to)
