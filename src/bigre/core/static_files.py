"""How styles, scripts and pictures are named when the site serves them: by what they contain, also inside modules."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # it publishes no types
    """Hashed names everywhere, so that a browser may keep a file for ever and never mixes modules of two releases."""

    support_js_module_import_aggregation = True
