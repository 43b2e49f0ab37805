"""Which machine proposes English words, if any."""

from importlib.util import find_spec

from django.core.exceptions import ImproperlyConfigured

BACKENDS = {
    "deepl": "wagtail_localize.machine_translators.deepl.DeepLTranslator",
    "google": "wagtail_localize.machine_translators.google.GoogleCloudTranslator",
    "libretranslate": "wagtail_localize.machine_translators.libretranslate.LibreTranslator",
    # Turns words round; for trying out.
    "dummy": "wagtail_localize.machine_translators.dummy.DummyTranslator",
}


def machine_translator(name: str, key: str, url: str, project: str) -> dict | None:
    """What wagtail-localize wants to know of the machine of that name, or None for no name.

    Raises ImproperlyConfigured where something that the machine needs is missing.
    """
    name = name.lower()
    if not name:
        return None
    if name not in BACKENDS:
        raise ImproperlyConfigured(f"MACHINE_TRANSLATOR: {name} is none of {', '.join(BACKENDS)}.")
    options = {}
    if name == "deepl":
        # DeepL's word for "je" rather than "u", where it makes a difference.
        options = {"AUTH_KEY": _needed(name, "KEY", key), "FORMALITY": "prefer_less"}
    elif name == "libretranslate":
        options = {"LIBRETRANSLATE_URL": _needed(name, "URL", url).rstrip("/"), "API_KEY": key}
    elif name == "google":
        if not _installed("google.cloud.translate"):
            raise ImproperlyConfigured(
                "MACHINE_TRANSLATOR=google needs the package google-cloud-translate."
            )
        options = {"PROJECT_ID": _needed(name, "PROJECT", project)}
        if key:
            options["CREDENTIALS_PATH"] = key
    return {"CLASS": BACKENDS[name], "OPTIONS": options}


def _needed(name: str, variable: str, value: str) -> str:
    if not value:
        raise ImproperlyConfigured(
            f"MACHINE_TRANSLATOR={name} needs MACHINE_TRANSLATOR_{variable}."
        )
    return value


def _installed(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False
