"""The administration: who may sign in, and how the installation stands. No figures."""
