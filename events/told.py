"""What somebody who enrolled was told of an edition: kept, to be compared with what is published.

Free of any language, so that the same facts are equal whoever reads them.
"""


def facts_of(edition) -> dict:
    """Days, place and state of an edition as it is published, as a value that JSON can hold.

    ``{"status": "scheduled", "place": ["De Lindehof", "Lindelaan 1", …], "days": [{"uuid": "…",
    "date": "2027-01-28", "starts": "09:30", "ends": "16:30"}, …]}``, times on the clock of the
    place, empty for a whole day. A place that is not published is not told.
    """
    place = edition.location.facts if edition.location_id else None
    if place is not None and not place.live:
        place = None
    return {
        "status": str(edition.status),
        "place": [
            text
            for text in (place.name, place.online_url, *place.address_lines, place.time_zone)
            if text
        ]
        if place
        else [],
        "days": [
            {
                "uuid": str(day.uuid),
                "date": day.date.isoformat(),
                "starts": f"{day.starts:%H:%M}" if day.starts else "",
                "ends": f"{day.ends:%H:%M}" if day.ends else "",
            }
            for day in edition.days
        ],
    }
