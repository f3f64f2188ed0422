"""The image's entry point: `MANIFEST_URL` in, a film and its report out.

With the argument `read`, callers' files become text and pictures instead.
Leaves with 0 when that was done, with 1 when the report says why it was not,
and with anything else when it could not even report.
"""

import sys

if sys.argv[1:] == ["read"]:
    from render.reading.task import main
else:
    from render.task import main

sys.exit(main())
