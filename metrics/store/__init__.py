"""Where observations are kept: the only package that speaks SQL."""
