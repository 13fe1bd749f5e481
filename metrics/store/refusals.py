"""Why a store cannot be opened, read or written: each fault in one line, with its remedy."""

from sqlalchemy.engine import URL

from metrics.errors import NotWritableError, Obstacle, StoreError

# PostgreSQL's own names for them; who may not enter a schema is told that there is none
FORBIDDEN, NO_ROOM, GIVEN_UP = ("42501", "3F000"), "53100", "57014"


def explain(error: Exception, url: URL) -> StoreError:
    """The remedy for what went wrong, judged by the database's own words."""
    said = " ".join(str(getattr(error, "orig", error)).split())
    if url.get_backend_name() != "sqlite":
        return _of_server(url, said, getattr(getattr(error, "orig", error), "sqlstate", None))
    if "locked" in said:
        return _locked(url)
    if "readonly" in said or "unable to open" in said:
        return cannot_write(url)
    if "is full" in said:
        return _full(url)
    if "not a database" in said or "malformed" in said:
        return _damaged(url)
    return StoreError(
        f"The store {_name(url)} refused: {said}.",
        f"L'entrepôt {_name(url)} a refusé : {said}.",
    )


def _name(url: URL) -> str:
    """The store as people know it: the file, or the server without password and options."""
    if url.get_backend_name() == "sqlite":
        return url.database or ""
    return url.set(drivername="postgresql", query={}).render_as_string()


def newer(url: URL, version: str) -> StoreError:
    return StoreError(
        f"The store {_name(url)} was written by a newer version of this program (schema "
        f"{version}): update the program, or name another store in PILLARS_DATABASE_URL.",
        f"L'entrepôt {_name(url)} a été écrit par une version plus récente du programme (schéma "
        f"{version}) : mettez le programme à jour ou nommez un autre entrepôt dans "
        "PILLARS_DATABASE_URL.",
    )


def _locked(url: URL) -> StoreError:
    return NotWritableError(
        Obstacle.LOCKED,
        f"The store {_name(url)} is locked by another program: wait until its load has ended, or "
        "close it, then try again.",
        f"L'entrepôt {_name(url)} est verrouillé par un autre programme : attendez la fin de son "
        "chargement ou fermez-le, puis recommencez.",
    )


def cannot_write(url: URL) -> StoreError:
    return NotWritableError(
        Obstacle.READ_ONLY,
        f"The store {_name(url)} cannot be written: give this account the right to write the file "
        "and its folder, or name another store in PILLARS_DATABASE_URL.",
        f"L'entrepôt {_name(url)} n'est pas accessible en écriture : donnez à ce compte le droit "
        "d'écrire le fichier et son dossier, ou nommez un autre entrepôt dans "
        "PILLARS_DATABASE_URL.",
    )


def _full(url: URL) -> StoreError:
    return NotWritableError(
        Obstacle.FULL,
        f"The store {_name(url)} has no room to grow: free space on its disk, or name a store on "
        "another one in PILLARS_DATABASE_URL, then try again.",
        f"L'entrepôt {_name(url)} ne peut plus grandir : libérez de l'espace sur son disque ou "
        "nommez dans PILLARS_DATABASE_URL un entrepôt sur un autre, puis recommencez.",
    )


def _damaged(url: URL) -> StoreError:
    return StoreError(
        f"The file {_name(url)} is not a store or is damaged: put back a copy of it, or move it "
        "away and load the sources again with: pillars load --all.",
        f"Le fichier {_name(url)} n'est pas un entrepôt ou est endommagé : remettez-en une copie "
        "ou déplacez-le, puis rechargez les sources avec : pillars load --all.",
    )


def _of_server(url: URL, said: str, state: str | None) -> StoreError:
    if state == NO_ROOM:
        return _full(url)
    if state == GIVEN_UP:
        return _took_too_long(url)
    return _not_allowed(url, said) if state in FORBIDDEN else _unreachable(url, said)


def _not_allowed(url: URL, said: str) -> StoreError:
    return StoreError(
        f"PostgreSQL at {_name(url)} does not let this role do that ({said}): as the owner of the "
        "tables run 'pillars roles --apply', which brings them to this version and gives the "
        "rights anew.",
        f"PostgreSQL à {_name(url)} ne le permet pas à ce rôle ({said}) : en tant que "
        "propriétaire des tables, lancez « pillars roles --apply », qui les amène à cette version "
        "et redonne les droits.",
    )


def _took_too_long(url: URL) -> StoreError:
    return StoreError(
        f"PostgreSQL at {_name(url)} gave up a question that took too long: ask for less, or raise "
        "PILLARS_STATEMENT_SECONDS.",
        f"PostgreSQL à {_name(url)} a abandonné une question qui prenait trop de temps : demandez "
        "moins, ou augmentez PILLARS_STATEMENT_SECONDS.",
    )


def _unreachable(url: URL, said: str) -> StoreError:
    return StoreError(
        f"PostgreSQL at {_name(url)} did not answer as needed ({said}): check that it runs and "
        "that PILLARS_DATABASE_URL is right.",
        f"PostgreSQL à {_name(url)} n'a pas répondu comme il le faut ({said}) : vérifiez qu'il "
        "fonctionne et que PILLARS_DATABASE_URL est exact.",
    )
