from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoundsConfig(AppConfig):
    name = "mutua.rounds"
    label = "rounds"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mutua.audit.words import register_words
        from mutua.outbox.jobs import register_job, register_work
        from mutua.outbox.schedules import register_schedule
        from mutua.rounds import jobs, mails, matching_run
        from mutua.rounds.actions import run, wishes

        register_work(run.RUN_WORK, matching_run.do_run)
        register_work(wishes.DEAL_WORK, wishes.deal)
        register_job(mails.TELL_JOB, mails.tell)
        register_work(jobs.CLOCK_WORK, jobs.move_on)
        register_job("rounds.move_on", jobs.enqueue_clock)
        register_schedule("rounds.move_on", "11 * * * *", "UTC", "rounds.move_on")
        register_words("round_people", _("that you take part in a round, and whether you have a tandem"))
        register_words("review", _("with whom a matching would bring you together, and why"))
