"""The image's entry point: `MANIFEST_URL` in, a film and its report out.

Leaves with 0 when the film was made, with 1 when the report says why it was not,
and with anything else when it could not even report.
"""

import sys

from render.task import main

sys.exit(main())
