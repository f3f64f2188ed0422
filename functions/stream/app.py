"""The same application behind a web server, for answers of any size or length."""

import gc

gc.disable()  # a start makes objects that stay; looking for garbage was a fifth of it

from studio.bootstrap import api
from studio.config import Settings
from studio.http import create_app

app = create_app(api.engine(Settings.from_env()))
gc.freeze()
gc.enable()
