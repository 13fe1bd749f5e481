"""The look of Mantine's controls, from the same tokens as the stylesheet."""

from dashboard import tokens

INK = [
    "#eef3f8",
    "#d8e3ee",
    tokens.DATA_SOFT,
    "#93afc8",
    "#6b90b3",
    "#4a749d",
    "#315e8a",
    "#205079",
    tokens.DATA,
    "#0c2f4e",
]

THEME = {
    "fontFamily": "var(--sans)",
    "headings": {"fontFamily": "var(--serif)"},
    "colors": {"ink": INK},
    "primaryColor": "ink",
    "primaryShade": 8,
    "autoContrast": True,
    "defaultRadius": 3,
    "black": tokens.INK,
    "respectReducedMotion": True,
}
