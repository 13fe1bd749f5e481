"""The document as a Word file."""
