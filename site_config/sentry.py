"""Reports of errors to a Sentry, where SENTRY_DSN names one: without anything about people."""

from django.core.exceptions import ImproperlyConfigured

from site_config.logs import REQUEST_ID, masked

# What of a request leads to a person.
LEFT_OUT = ("cookies", "data", "env", "headers", "query_string")


def start(dsn: str, *, environment: str) -> None:
    """Have errors reported from now on; raises ImproperlyConfigured without the package."""
    if not dsn:
        return
    try:
        import sentry_sdk
    except ImportError as error:
        raise ImproperlyConfigured("SENTRY_DSN: install sentry-sdk as well.") from error
    sentry_sdk.init(
        dsn=dsn,
        environment=environment,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        traces_sample_rate=0,
        before_send=without_people,
        before_breadcrumb=lambda crumb, hint: None,
    )


def without_people(event: dict, hint=None) -> dict:
    """An event as it may leave the site."""
    request = event.get("request", {})
    for name in LEFT_OUT:
        request.pop(name, None)
    if "url" in request:
        request["url"] = masked(request["url"].partition("?")[0])
    event.pop("user", None)
    event.pop("server_name", None)
    event.setdefault("tags", {})["request_id"] = REQUEST_ID.get()
    return _masked(event)


def _masked(value):
    if isinstance(value, str):
        return masked(value)
    if isinstance(value, dict):
        return {key: _masked(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_masked(each) for each in value]
    return value
