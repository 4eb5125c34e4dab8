"""Files beside a record: taken in (pictures shrunk, without the place they were taken), kept sealed, shown.

Nothing here writes a plain copy to the disk, except where the person asks for one and says where.
"""
