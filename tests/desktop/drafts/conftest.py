"""People at whole windows."""

from tests.desktop.desk import at

__all__ = ["at"]
