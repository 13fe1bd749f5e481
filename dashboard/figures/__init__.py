"""The figures of the pages as files: their numbers, and a picture that can stand alone."""
