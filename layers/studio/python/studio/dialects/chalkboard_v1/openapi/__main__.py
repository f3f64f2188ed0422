"""Prints the document: docs/openapi/chalkboard_v1.json is a copy of it."""

import json
import sys

from studio.dialects.chalkboard_v1.app import without_engine

json.dump(without_engine().openapi(), sys.stdout, indent=2, ensure_ascii=False)
sys.stdout.write("\n")
