"""The stable keys of what `pillars backup --json` and `pillars restore --json` say."""

from dashboard.backing_up.losses import Losses
from dashboard.backing_up.proving import Proof
from dashboard.backing_up.restoring import Restored
from dashboard.backing_up.retention import Held, Reason
from dashboard.backing_up.store.log import Entry
from dashboard.backing_up.taking import Taken
from dashboard.plain_values import Record
from dashboard.text import Words


def taken_record(taken: Taken, words: Words) -> Record:
    since = taken.since
    return {
        "file": str(taken.path),
        "size": taken.size,
        "seconds": round(taken.seconds, 3),
        "largest_loss_seconds": None if since is None else int(since.total_seconds()),
        "removed": [one.name for one in taken.removed],
        **proof_record(taken.proof, words),
    }


def proof_record(proof: Proof, words: Words) -> Record:
    return {
        "made_at": proof.manifest.made_at.isoformat(),
        "parts": [
            {"name": one.name, "kind": one.sort.value, "size": one.size, "sha256": one.sha256,
             "rows": dict(one.rows)}
            for one in proof.manifest.parts
        ],
        "audit": {
            "state": proof.log.state,
            "position": proof.manifest.entries,
            "digest": proof.manifest.digest or None,
            "notices": [words.text(one) for one in proof.log.notices],
        },
    }  # fmt: skip


def held_record(one: Held, reason: Reason | None, opens: bool) -> Record:
    return {
        "file": str(one.path),
        "made_at": one.made_at.isoformat(),
        "size": one.path.stat().st_size,
        "kept_as": reason.value if reason else None,
        "head_sound": opens,
    }


def restored_record(done: Restored, words: Words) -> Record:
    return {
        "seconds": round(done.seconds, 3),
        "places": [str(one) for one in done.places],
        "aside": [str(one) for one in done.aside],
        "other_secret": done.is_other_secret,
        **(losses_record(done.losses) if done.losses else {}),
        **proof_record(done.proof, words),
    }


def losses_record(lost: Losses) -> Record:
    here = lost.here
    return {
        "common": lost.common,
        "backup_head": {"position": lost.backup.position, "digest": lost.backup.digest or None},
        "here_head": {"position": here.position, "digest": here.digest or None} if here else None,
        "readable": lost.is_readable,
        "fork": lost.is_fork,
        "taken_away": [_entry(one) for one in lost.taken_away],
        "to_send_again": [_entry(one) for one in lost.sent],
        "to_do_again": [_entry(one) for one in lost.done],
    }


def _entry(one: Entry) -> Record:
    return {**one._asdict(), "at": one.at.isoformat(), "detail": dict(one.detail)}
