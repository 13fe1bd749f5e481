"""What people see and take away: pages, charts, the server and the command line."""
