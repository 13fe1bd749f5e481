"""Several hosts as processes on this machine: two of the web, two workers, a primary, a replica."""
