"""The addresses of the site: the admin and files without a language, pages in Dutch and English."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.views import serve as serve_page

from blog import article_views
from events import enrolment_views
from home import log_in_urls, shared_passwords
from home.search import views as search_views
from home.share_views import share_picture
from site_config import root_files, views
from site_config.sitemap import sitemap

handler400 = "site_config.views.bad_request"
handler404 = "site_config.views.page_not_found"
handler500 = "site_config.absences.failed"

urlpatterns = [
    path(f"{settings.ADMIN_PATH}/", include(log_in_urls)),
    path(f"{settings.ADMIN_PATH}/", include(wagtailadmin_urls)),
    # Wagtail's log-in for private pages knows no second step.
    path(
        "_util/login/",
        RedirectView.as_view(pattern_name="wagtailadmin_login", query_string=True),
    ),
    # Before Wagtail's own, which know no end of guessing.
    path(
        "documents/authenticate_with_password/<int:restriction_id>/",
        shared_passwords.of_document,
    ),
    path("documents/", include(wagtaildocs_urls)),
    re_path(r"^media/(?P<path>images/[^/]{1,200})$", views.media),
    re_path(r"^media/(?P<path>avatar_images/[^/]{1,200})$", views.avatar),
    path("views/<uuid:key>/", article_views.report, name="article_view"),
    re_path(
        r"^share/(?P<page>[1-9][0-9]{0,8})-(?P<digest>[0-9a-f]{16})\.jpg$",
        share_picture,
        name="share_picture",
    ),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", root_files.robots, name="robots"),
    path("favicon.ico", root_files.favicon, name="favicon"),
    path(".well-known/security.txt", root_files.security, name="security"),
]

urlpatterns += i18n_patterns(
    path("site.webmanifest", root_files.manifest, name="manifest"),
    # Wagtail's own pattern has no dots; the page that is routed to answers calendars and feeds.
    re_path(r"^((?:[\w\-]+/)+[\w\-]+\.(?:ics|xml))$", serve_page, name="calendar_file"),
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
    # A mail program may have cut the address, or a person has copied half of it.
    re_path(
        r"^(?:aanmelding|enrolment|belangstelling|interest)/.+/$",
        enrolment_views.no_such_link,
    ),
    re_path(r"^(?P<word>zoeken|search)/$", search_views.search, name="search"),
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        shared_passwords.of_page,
    ),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
