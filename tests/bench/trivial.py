"""The least that a site in Django can be: no middleware, no database, one view of bytes it has.

A WSGI application; TRIVIAL_ANSWERS names a file of what is answered.
"""

import json
import os
from pathlib import Path

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import re_path

ANSWERS = {
    path: (head, bytes.fromhex(body))
    for path, (head, body) in json.loads(Path(os.environ["TRIVIAL_ANSWERS"]).read_text()).items()
}


def answer(request):
    """The bytes of this address."""
    head, body = ANSWERS.get(request.path, ({}, b""))
    return HttpResponse(body, headers=head)


urlpatterns = [re_path("", answer)]

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"], MIDDLEWARE=[], ROOT_URLCONF=__name__, SECRET_KEY="trivial"
)
django.setup()
application = get_wsgi_application()
