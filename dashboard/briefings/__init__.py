"""Briefings: what officials carry into the room, as documents made from one frozen snapshot."""
