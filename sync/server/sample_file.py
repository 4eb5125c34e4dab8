"""The sample city's roster as a file, built once for each version of the generator and kept for the next
time: writing the sheets of a full city takes a dozen times as long as thinking them up."""

from __future__ import annotations

import os
import shutil
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from sync.server.roster import Roster
from sync.server.roster_xlsx import write_xlsx
from sync.server.sample_city import VERSION, build


def write_sample(path: Path, size: str, seed: int, story: Roster) -> None:
    """Write the roster of this sample city to `path`. Raises OSError when it cannot be written."""
    kept = kept_at(size, seed, story)
    if not kept.exists():
        roster = build(size, seed, story)
        try:
            _keep(kept, roster)
        except OSError:  # a service's account may have no home: no reason to go without the file
            write_xlsx(roster, path)
            return
    shutil.copyfile(kept, path)


def kept_at(size: str, seed: int, story: Roster) -> Path:
    """Where such a roster is kept: whatever makes another city makes another name."""
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    of_story = sha256(msgspec.json.encode(story)).hexdigest()[:16]
    return caches / "zhuqitong" / f"sample-city-{VERSION}-{size}-{seed}-{of_story}.xlsx"


def _keep(kept: Path, roster: Roster) -> None:
    """Whole or not at all, also when two do it at once."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=kept.parent) as making:
        write_xlsx(roster, Path(making) / kept.name)
        (Path(making) / kept.name).replace(kept)
