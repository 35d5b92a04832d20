"""Who sees on which day the demo stands."""

from rodfaest.kernel.access import unlisted

unlisted(__name__, Stage="the banner above every page of the demo")
