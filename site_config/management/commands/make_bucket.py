"""``manage.py make_bucket``: make the bucket for media, where there is none yet."""

from botocore.exceptions import ClientError
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand

THERE = {"BucketAlreadyExists", "BucketAlreadyOwnedByYou"}


class Command(BaseCommand):
    """For a store of one's own: others let one make a bucket in their own way."""

    help = "Make the bucket that MEDIA_BUCKET names, readable by the site alone."

    def handle(self, *args, **options):
        if not settings.MEDIA_BUCKET:
            self.stdout.write("Media are kept in DATA_DIR.")
            return
        bucket, region = default_storage.bucket, settings.MEDIA_REGION
        # Amazon's first region is the one that must not be named.
        place = {} if region in (None, "us-east-1") else {"LocationConstraint": region}
        try:
            bucket.create(**({"CreateBucketConfiguration": place} if place else {}))
        except ClientError as error:
            if error.response["Error"]["Code"] not in THERE:
                raise
            self.stdout.write(f"{bucket.name} is there.")
        else:
            self.stdout.write(f"{bucket.name} was made.")
