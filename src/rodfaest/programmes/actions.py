"""Loading a programme."""

from rodfaest.audit.actions import record
from rodfaest.kernel.access import require
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.time import today
from rodfaest.kernel.transactions import write
from rodfaest.programmes import permissions
from rodfaest.programmes.models import Programme, ProgrammeVersion
from rodfaest.programmes.rules import reading, writing


@write
def load_programme(text: str, file_name: str, *, actor: Actor) -> ProgrammeVersion:
    """
    Load a programme's TOML: a new version if it says something new, else the newest one as it stands.

    Layout and comments say nothing new. Going back to an earlier text is a new version too.
    Raises BadProgramme with every complaint; nothing is loaded then.
    """
    require(permissions.may_load_programme(actor))
    definition = reading.read(text, file_name)
    digest = writing.digest_of(definition)

    programme, _made = Programme.objects.get_or_create(key=definition.key)
    # Locked before the newest is read: two who load at once must not give out one number twice.
    newest = Programme.objects.select_for_update().get(pk=programme.pk).newest()
    if newest and newest.digest == digest:
        return newest

    version = ProgrammeVersion(
        programme=programme,
        number=newest.number + 1 if newest else 1,
        text=writing.write(definition),
        digest=digest,
        file_name=file_name,
        loaded_on=today(),
    )
    version.full_clean()
    version.save()
    record("programmes.version_loaded", version, actor=actor, detail=file_name)
    return version
