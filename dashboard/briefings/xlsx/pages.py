"""Where the printed pages of a sheet end: what belongs together is not parted."""

from openpyxl.worksheet.pagebreak import Break

from dashboard.briefings.xlsx.cells import Sheet

PAPER = 0.64  # how high a page is for each point of its width, between head and foot
LEAST = 15.0  # points: a row that nothing raises


class Pages:
    """The pages as rows fill them; on each but the first the rows down to `titles` stand again."""

    def __init__(self, sheet: Sheet, across: float, titles: int) -> None:
        self.sheet, self.tall = sheet, PAPER * across
        self.titles, self.begun = titles, 1

    def is_first(self, first: int, last: int) -> bool:
        """Whether these rows stand on the first page; if not, a new one begins with them."""
        if height_of(self.sheet, 1, last) <= self.tall:
            return True
        self.turn(first)
        return False

    def keep(self, first: int, last: int) -> None:
        """Break before these rows where they would part."""
        self._run_over(first)
        if self.begun < first and self._used(last) > self.tall:
            self.turn(first)

    def turn(self, row: int) -> None:
        """A new page begins at this row."""
        if self.begun < row:
            self.sheet.row_breaks.append(Break(id=row - 1))
        self.begun = row

    def _run_over(self, before: int) -> None:
        """Where a program ends pages by itself, until this row."""
        for row in range(self.begun, before):
            if row > self.begun and self._used(row) > self.tall:
                self.begun = row

    def _used(self, last: int) -> float:
        over = 0.0 if self.begun == 1 else height_of(self.sheet, 1, self.titles)
        return over + height_of(self.sheet, self.begun, last)


def height_of(sheet: Sheet, first: int, last: int) -> float:
    return sum(sheet.row_dimensions[row].height or LEAST for row in range(first, last + 1))
