"""Rows of the journey by noun: `steps`, `texts`; `people` around a seat; and `pictures`, what the arc shows of them."""

from rodfaest.journey.models.steps import Step
from rodfaest.journey.models.texts import Asker, StepText

__all__ = ["Asker", "Step", "StepText"]
