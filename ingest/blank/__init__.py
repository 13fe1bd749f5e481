"""The parts of a blank return: its sheets, their looks and their words."""
