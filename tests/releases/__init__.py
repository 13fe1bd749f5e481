"""Releases of partners' figures: pages, commands, and that nothing hidden leaves."""
