"""The page of all data: which values are asked for, its form, its table, and its files."""
