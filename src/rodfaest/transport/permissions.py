"""Who opens the demo's letter box."""

from rodfaest.kernel.access import unlisted

unlisted(__name__, DevMail="the letter box of the demo, where everybody is made up")
