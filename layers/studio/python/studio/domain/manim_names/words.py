"""Long lists of names, written as words."""


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())
