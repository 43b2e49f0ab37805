"""When each piece of work is due that the site does by itself."""

from django.db import models


class ScheduledJob(models.Model):
    """A piece of work that is done again and again (``site_config.scheduler``)."""

    name = models.CharField(max_length=40, primary_key=True)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "scheduled job"
        verbose_name_plural = "scheduled jobs"

    def __str__(self):
        return self.name
