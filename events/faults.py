"""What is said of a fault: its kind and where it arose, without words that may name a person."""

import traceback


def cause_of(error: Exception) -> str:
    """The kind of a fault and where it arose, without its words."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" in {frames[-1].name}, line {frames[-1].lineno}" if frames else ""
    ours = [frame for frame in frames if "/events/" in frame.filename]
    if ours and ours[-1] is not frames[-1]:
        where += f", of {ours[-1].name}, line {ours[-1].lineno}"
    return f"{type(error).__name__}{where}"
