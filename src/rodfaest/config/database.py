"""What is wrong with the database itself, in a sentence: it isn't there, isn't made ready, or is another version's."""

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.exceptions import InconsistentMigrationHistory
from django.db.migrations.executor import MigrationExecutor


def why_no_database() -> str | None:
    """Say why this version can't use the database. None if it can."""
    connection.close()  # what failed may have left it in the middle of something
    try:
        connection.ensure_connection()
        if why := why_another_version():
            return why
        executor = MigrationExecutor(connection)
    except DatabaseError:
        if connection.vendor == "sqlite":
            at = settings.DATABASES["default"]["NAME"]
            begin = "start én gang med `rodfaest serve`, eller sæt RODFAEST_DATA til dens mappe"
            return f"Databasen {at} kan ikke åbnes: {begin}."
        return "Databasen svarer ikke: se efter, at den kører, og at DATABASE_URL er rigtig."
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        begin = "start én gang med `rodfaest serve`, eller kør `rodfaest migrate`"
        return f"Databasen er ikke gjort klar til denne udgave: {begin}."
    return None


def why_another_version() -> str | None:
    """Say that another version made the database, if so."""
    if another_versions(MigrationExecutor(connection)):
        return ANOTHER_VERSIONS.format(settings.DATABASES["default"]["NAME"])
    return None


ANOTHER_VERSIONS = (
    "Databasen {} er lavet af en anden udgave af Rodfæst og kan ikke føres op til denne: brug den udgave, der lavede "
    "den, eller læg den til side og begynd forfra."
)


def another_versions(executor: MigrationExecutor) -> bool:
    """
    Whether migrating can't bring the database to this version: it was made by a newer one, or before migrations froze.

    A database from before has taken migrations of the same names that made other tables.
    """
    loader = executor.loader
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("rodfaest.")}
    applied = {key for key in loader.applied_migrations if key[0] in ours}
    try:
        loader.check_consistent_history(connection)
    except InconsistentMigrationHistory:
        return True
    waiting = {migration.app_label for migration, _ in executor.migration_plan(loader.graph.leaf_nodes())}
    made = {label for label, _name in applied} - waiting
    return bool(applied - set(loader.disk_migrations)) or _columns_differ(made)


def _columns_differ(labels: set[str]) -> bool:
    """Whether a table of these apps has other columns than its model."""
    introspection = connection.introspection
    with connection.cursor() as cursor:
        there = set(introspection.table_names(cursor))
        for model in apps.get_models(include_auto_created=True):
            meta = model._meta
            if meta.app_label in labels and meta.managed and not meta.proxy:
                wanted = {field.column for field in meta.local_concrete_fields}
                table = introspection.get_table_description(cursor, meta.db_table) if meta.db_table in there else []
                if {column.name for column in table} != wanted:
                    return True
    return False
