"""Measurements of this project against the bare limits of the machine, taken in the same run."""
