"""API Gateway in, JSON out: every request but those that stream."""

import gc

gc.disable()  # a start makes objects that stay; looking for garbage was a fifth of it

from mangum import Mangum

from studio.bootstrap import api
from studio.config import Settings
from studio.http import create_app

handler = Mangum(create_app(api.engine(Settings.from_env())), lifespan="off")
gc.freeze()
gc.enable()
