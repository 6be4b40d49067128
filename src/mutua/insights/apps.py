from django.apps import AppConfig


class InsightsConfig(AppConfig):
    name = "mutua.insights"
    label = "insights"

    def ready(self) -> None:
        from mutua.insights import jobs, nudges
        from mutua.outbox.jobs import register_job

        register_job(nudges.NUDGE_JOB, jobs.nudge)
