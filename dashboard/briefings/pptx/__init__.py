"""The document as slides with native charts."""
