import warnings
from collections.abc import Iterator

import pytest

from tests.render.workshop import ObjectStore, an_object_store

with warnings.catch_warnings():  # pydub, which Manim imports, predates Python 3.12's string rules
    warnings.simplefilter("ignore")
    import manim  # noqa: F401


@pytest.fixture
def store() -> Iterator[ObjectStore]:
    with an_object_store() as store:
        yield store
