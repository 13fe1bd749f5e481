"""The drawing of a QR code: the library's code, square by square, under its name."""

import re

import segno

from dashboard.qr import QUIET, qr_drawing

SAID = "otpauth://totp/Strategy%20performance:editor?secret=JBSWY3DPEHPK3PXP&issuer=Strategy"


def test_every_dark_square_is_drawn_once_where_the_code_has_it():
    markup = qr_drawing(SAID, "A code").markup
    drawn = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", markup)}
    code = segno.make(SAID, error="m", micro=False).matrix
    dark = {(x + QUIET, y + QUIET)
            for y, row in enumerate(code) for x, one in enumerate(row) if one}  # fmt: skip
    assert drawn == dark
    assert len(dark) > 300


def test_the_drawing_has_a_name_and_white_around_it():
    markup = qr_drawing(SAID, 'A "code"').markup
    assert 'role="img"' in markup
    assert "A &quot;code&quot;" in markup
    side = int(re.search(r'viewBox="0 0 (\d+) ', markup)[1])
    assert side == len(segno.make(SAID, error="m", micro=False).matrix) + 2 * QUIET


def test_what_is_too_long_is_not_drawn():
    assert qr_drawing("x" * 3000, "A code") is None
