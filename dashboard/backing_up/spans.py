"""How long ago, as people say it."""

from datetime import timedelta

from dashboard.text import Words

MINUTE, HOUR, DAY = 60, 3600, 86_400


def span_words(span: timedelta, words: Words) -> str:
    """Of two units at most: "3 days 4 h", "12 min 5 s"; a clock set back counts as no time."""
    seconds = max(0, int(span.total_seconds()))
    if seconds >= DAY:
        days = words.counted("backup.days", seconds // DAY)
        return f"{days} {words('backup.hours', count=seconds % DAY // HOUR)}"
    if seconds >= HOUR:
        hours, minutes = seconds // HOUR, seconds % HOUR // MINUTE
        return f"{words('backup.hours', count=hours)} {words('backup.minutes', count=minutes)}"
    if seconds >= MINUTE:
        minutes, rest = seconds // MINUTE, seconds % MINUTE
        return f"{words('backup.minutes', count=minutes)} {words('backup.seconds', count=rest)}"
    return words("backup.seconds", count=seconds)
