"""Backups: the whole installation in one encrypted file, proven before it counts, and put back."""
