"""Settings that are not safe: the same list that `pillars doctor --production` tells."""

from dashboard.access.reader import accounts
from dashboard.access.roles import Role
from dashboard.access.standing import state_of
from dashboard.administering.parts import Part
from dashboard.components import STACKS, Child, Column, section, table
from dashboard.production import Check, production_checks
from dashboard.returns.marks import mark
from dashboard.services import services
from dashboard.text import Words


def settings_part(words: Words) -> Part:
    """Faults and notes first, then what is sound; values that are secret are never shown."""
    settings, title = services().settings, words("admin.settings")
    checks = sorted(production_checks(settings, _nobody_administers), key=_weight)
    columns = [Column(words("admin.setting")), Column(words("admin.setting_found"))]
    rows = [[one.name, _mark(one, words)] for one in checks]
    is_live = settings.env == "production"
    faults = sum(not one.ok for one in checks)
    note = words("admin.settings_live" if is_live else "admin.settings_elsewhere")
    shown = section("settings", title, table(title, columns, rows, STACKS, True), note=note)
    heeded = (words.counted("admin.heed_settings", faults),) if faults and is_live else ()
    return Part(shown, heeded)


def _nobody_administers() -> bool:
    """As the pages know it: whoever reads this has signed in to these accounts."""
    found = (one for one in accounts().every() if one.role is Role.ADMIN)
    return not any(state_of(one) == "active" for one in found)


def _weight(one: Check) -> int:
    return 0 if not one.ok else 1 if one.note else 2


def _mark(one: Check, words: Words) -> Child:
    """Its word, then what was seen or what to do."""
    kind, key = (("off", "fault"), ("watch", "note"), ("on", "sound"))[_weight(one)]
    return mark(kind, words(f"admin.check_{key}"), words.text(one.words))
