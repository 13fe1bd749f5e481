"""Databases as a backup takes them: at one instant, by their own means, while others write."""
