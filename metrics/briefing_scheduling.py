"""The part of `Briefings` that knows of schedules: when, to whom, and that each comes due once."""

from collections.abc import Callable, Iterable
from datetime import datetime

from metrics.briefing_checks import (
    checked_formats,
    checked_key,
    checked_languages,
    checked_recipients,
    checked_result,
    checked_rule,
)
from metrics.briefing_refusals import not_yours
from metrics.briefing_values import Run, Schedule
from metrics.scopes import Scope
from metrics.store import briefing_schedules as kept
from metrics.store.briefing_schedules import ScheduleSteps, Scheduling
from metrics.store.engine import reading
from metrics.store.recording import Wrote
from metrics.store.repository import Repository


class BriefingSchedules:
    """Schedules as who sees ahead knows them; to others there are none."""

    repository: Repository
    scope: Scope
    now: Callable[[], datetime]
    wrote: Wrote

    def schedule(
        self,
        code: str,
        rule: str,
        recipients: Iterable[str],
        formats: Iterable[str],
        languages: Iterable[str],
        actor: str,
    ) -> Schedule:
        """Let an outline be built and delivered as a rule says, to staff addresses."""
        self._refuse_others()
        asked = Scheduling(
            code, checked_rule(rule), checked_recipients(recipients), checked_formats(formats),
            checked_languages(languages), actor,
        )  # fmt: skip
        return self._schedule_steps.schedule(asked)

    def cancel_schedule(self, schedule: str, actor: str) -> Schedule:
        """End a schedule; its addresses are deleted."""
        self._refuse_others()
        return self._schedule_steps.cancel(schedule, actor)

    def schedules(self, *, cancelled: bool = False) -> tuple[Schedule, ...]:
        """The schedules that go on, or those that were cancelled; oldest first."""
        if not self.scope.sees_ahead:
            return ()
        with reading(self.repository.engine) as connection:
            every = kept.kept_schedules(connection)
        return tuple(one for one in every if (one.cancelled is not None) is cancelled)

    def begin_run(self, schedule: str, for_key: str) -> bool:
        """Whether the caller is to run a schedule for a key, as "2026-Q2": one alone ever is."""
        self._refuse_others()
        return self._schedule_steps.begin(schedule, checked_key(for_key))

    def ran(self, schedule: str, for_key: str, result: str) -> Run:
        """Keep how a run that was begun has ended, in a code; what was said first stays."""
        self._refuse_others()
        return self._schedule_steps.end(schedule, checked_key(for_key), checked_result(result))

    def runs(self, schedule: str) -> tuple[Run, ...]:
        """Every run of a schedule, oldest first; one that was cut off has not ended."""
        self._refuse_others()
        with reading(self.repository.engine) as connection:
            return tuple(kept.runs_of(connection, schedule))

    @property
    def _schedule_steps(self) -> ScheduleSteps:
        return ScheduleSteps(self.repository.engine, self.wrote, self.now)

    def _refuse_others(self) -> None:
        if not self.scope.sees_ahead:
            raise not_yours()
