"""Where the office writes notes at values, events of pillars, and what a pillar's period was."""
