"""Where pictures and documents go: a bucket of S3, or of a service that speaks its language."""

from botocore.config import Config
from django.utils.deconstruct import deconstructible
from storages.backends.s3 import S3Storage

# Seconds; whoever waits is a reader or an editor, and one of few threads.
CONNECT_WITHIN, ANSWER_WITHIN = 3, 20


@deconstructible
class MediaBucket(S3Storage):
    """A bucket that nobody but the site need be able to read, and that is not waited for long.

    Wagtail writes the options of a storage down when it removes a file, so those in the settings
    are words and numbers only.
    """

    def __init__(self, **options):
        super().__init__(
            **options,
            # Two files of one name are two files.
            file_overwrite=False,
            # An address leads to the site itself, with nothing that opens the bucket.
            querystring_auth=False,
            client_config=Config(
                connect_timeout=CONNECT_WITHIN,
                read_timeout=ANSWER_WITHIN,
                retries={"total_max_attempts": 2},
            ),
        )
