"""The same application behind a web server, for answers of any size or length."""

from studio.bootstrap import api
from studio.config import Settings
from studio.http import create_app

app = create_app(api.engine(Settings.from_env()))
