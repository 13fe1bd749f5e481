"""Releases: how partners' figures become public, as those see it who propose, approve and read."""
