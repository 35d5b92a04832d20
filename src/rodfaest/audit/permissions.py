"""Who reads the audit."""

from rodfaest.kernel.access import unlisted

unlisted(__name__, AuditLine="the database, by whoever runs the server")
