"""Lists of words, written as a text."""


def listed(words: str) -> list[str]:
    """The words of a text, or its phrases where it has semicolons."""
    if ";" not in words:
        return words.split()
    return [" ".join(phrase.split()) for phrase in words.split(";") if phrase.strip()]
