"""A program that crashes leaves no picture of its memory on the disk: the key and what people wrote stand in
it."""

from __future__ import annotations


def forbid() -> None:
    """From now on, for this process and its children. Windows makes none unless somebody asks for it."""
    try:
        import resource
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, most))
