"""Where pictures and documents go: a bucket of S3, or of a service that speaks its language."""

import functools

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.utils.deconstruct import deconstructible
from storages.backends.s3 import S3Storage

from home.media_faults import StorageAway

# Seconds; whoever waits is a reader or an editor, and one of few threads.
CONNECT_WITHIN, ANSWER_WITHIN = 3, 20


def _or_away(method):
    """Tell a bucket that is away from a file that is not there."""

    @functools.wraps(method)
    def asking(*args, **options):
        try:
            return method(*args, **options)
        except (BotoCoreError, Boto3Error, ClientError) as error:
            raise StorageAway(str(error)) from error

    return asking


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

    _save = _or_away(S3Storage._save)
    delete = _or_away(S3Storage.delete)
    exists = _or_away(S3Storage.exists)
    listdir = _or_away(S3Storage.listdir)
    size = _or_away(S3Storage.size)

    @_or_away
    def _open(self, name, mode="rb"):
        opened = super()._open(name, mode)
        if "r" in mode:
            # Fetched now, where a bucket that is away is told from a file that is not there.
            opened.open()
        return opened
