"""What `pillars demo` shows besides its figures: made-up partners' returns, and who may sign in."""
