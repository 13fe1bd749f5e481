"""The document as a workbook with native charts."""
