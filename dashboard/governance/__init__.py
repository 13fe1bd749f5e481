"""Pages and commands for those who govern their own data: consent, own data, who has seen them."""
