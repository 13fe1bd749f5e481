"""The desk of briefings: made, issued, delivered and built again, on pages and in a shell."""
