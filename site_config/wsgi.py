"""The WSGI application that the production server serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_config.settings")

application = get_wsgi_application()

# Only now are the settings and the applications there.
from site_config.page_cache import in_front_of  # noqa: E402

application = in_front_of(application)

# What was loaded until now stays: looking through it again for what is no longer used costs one
# page in a hundred a tenth of a second.
gc.collect()
gc.freeze()
