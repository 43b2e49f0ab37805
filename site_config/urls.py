"""The addresses of the site: the admin and files without a language, pages in Dutch and English."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.views import serve as serve_page

from events import enrolment_views
from site_config import views

handler400 = "site_config.views.bad_request"
handler404 = "site_config.views.page_not_found"

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    re_path(r"^media/(?P<path>images/[^/]{1,200})$", views.media),
]

urlpatterns += i18n_patterns(
    # Wagtail's own pattern has no dots; the page that is routed to answers calendar files.
    re_path(r"^((?:[\w\-]+/)+[\w\-]+\.ics)$", serve_page, name="calendar_file"),
    # Readers enrol without a cookie, and so without the token that goes with one; what is
    # changed needs their mailbox, or a signed address.
    re_path(
        r"^((?:[\w\-]+/)+(?:aanmelden|enrol|op-de-hoogte|keep-informed)/)$",
        csrf_exempt(serve_page),
        name="enrolling",
    ),
    re_path(
        r"^(?P<word>aanmelding|enrolment)/(?P<token>[0-9a-f]{32}\.[\w-]{10,90})/$",
        enrolment_views.enrolment,
        name="enrolment",
    ),
    re_path(
        r"^(?P<word>belangstelling|interest)/(?P<token>[0-9a-f]{32}\.[\w-]{10,90})/$",
        enrolment_views.interest,
        name="interest",
    ),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
