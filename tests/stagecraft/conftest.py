"""manim's dependencies warn when they are first imported; that is not about our code."""

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import manim  # noqa: F401
    import ziamath  # noqa: F401
