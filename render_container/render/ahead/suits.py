"""Which scenes may run twice at once: those whose code touches nothing outside themselves."""

import re
from typing import Final

_OUTSIDE: Final = re.compile(
    r"\b(open|exec|eval|input|__import__|os|sys|shutil|subprocess|tempfile|pathlib|Path|glob"
    r"|threading|Thread|multiprocessing|concurrent|asyncio|signal|socket|logging|atexit|uuid|secrets"
    r"|perf_counter|monotonic|datetime|time_ns|pixel_array|get_image|get_frame|capture_mobjects?"
    r"|update_frame|renderer|file_writer|ChangeSpeed)\b|\btime\.time\b|\bimport\s+time\b"
)


def suits(source: str) -> bool:
    """False for code that may write files, look at pictures, ask the clock or start things."""
    return _OUTSIDE.search(source) is None
