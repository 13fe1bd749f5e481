"""Partner returns: templates, checks, what is sent, and what the office makes of it."""
