"""API Gateway in, JSON out: every request but those that stream."""

from mangum import Mangum

from studio.bootstrap import api
from studio.config import Settings
from studio.http import create_app

handler = Mangum(create_app(api.engine(Settings.from_env())), lifespan="off")
