"""The day it is in the demo. It lies with the data, so a copied database has its own day."""

from django.db import models


class Stage(models.Model):
    """One row: which stage was built, and the date everybody here believes it is."""

    name = models.CharField(max_length=10)
    day = models.DateField()

    def __str__(self) -> str:
        return f"{self.name}, {self.day}"
