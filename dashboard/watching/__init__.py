"""The service as it is seen from outside: probes, numbers, log lines, and whether it can save."""
