"""What `pillars demo` shows besides its figures: made-up partners' returns, and who may sign in."""

from dashboard.demo.partner_returns import make_returns
from dashboard.demo.people import PEOPLE, refresh_people

__all__ = ["PEOPLE", "make_returns", "refresh_people"]
