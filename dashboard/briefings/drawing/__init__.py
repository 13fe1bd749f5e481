"""A chart of a briefing as a drawing, and how wide letters are."""
