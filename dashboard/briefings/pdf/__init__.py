"""The document as PDF, its pages as pictures, and the fonts that draw them."""
