"""Rows of the journey: the step, what is written in it, and who asks into it."""

from rodfaest.journey.models.steps import Step
from rodfaest.journey.models.texts import Asker, StepText

__all__ = ["Asker", "Step", "StepText"]
