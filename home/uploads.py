"""Forms that take a file: it is stored before anything else is, and the former goes last of all.

Wagtail stores a file as it saves its row, where a fault ends in a page that has lost what was
typed; and removes the file that is replaced before the new one is safe.
"""

import contextlib

from django.db import transaction

from home import media_faults


class StoresFileFirst:
    """For Wagtail's forms of pictures and documents, whose field is ``file``."""

    def _post_clean(self):
        super()._post_clean()
        if self.errors or "file" not in self.changed_data:
            return
        try:
            self.describe_file()
            file = self.instance.file
            file.save(file.name, file.file, save=False)
        except OSError as error:
            media_faults.tell(error)
            self.add_error("file", media_faults.words_for_upload(error))

    def describe_file(self) -> None:
        """Write its size and its digest into the row."""
        raise NotImplementedError

    def save(self, commit=True):
        """Save the row; a file that was replaced is removed when nothing names it any more."""
        changed, former = self.changed_data, self.original_file
        # Wagtail would read the file once more, and remove the former at once.
        self.changed_data = [name for name in changed if name != "file"]
        try:
            saved = super().save(commit=commit)
        finally:
            self.changed_data = changed
        if commit and "file" in changed and former:
            self.leave_former()
            transaction.on_commit(lambda: _remove(former))
        return saved

    def leave_former(self) -> None:
        """Remove what was made of the former file."""


def _remove(file) -> None:
    # What cannot be removed takes room, and nothing else.
    with contextlib.suppress(OSError):
        file.storage.delete(file.name)
