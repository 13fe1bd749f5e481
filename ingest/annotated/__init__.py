"""The parts of a workbook that an annotation touches, each edited byte by byte."""
