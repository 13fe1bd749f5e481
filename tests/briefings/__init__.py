"""Briefings: one snapshot, four formats, two languages."""
