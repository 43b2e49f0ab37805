"""What saving a draft writes to the row that readers see, of which readers see nothing."""

DRAFT_FIELDS = {
    "draft_title",
    "go_live_at",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "latest_revision_id",
}


def is_only_a_draft(update_fields) -> bool:
    """Whether saving these fields (None: all) changes nothing that readers see."""
    return update_fields is not None and set(update_fields) <= DRAFT_FIELDS
