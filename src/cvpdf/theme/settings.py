"""What one résumé asks of its theme."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """The options as CSS writes them, by name, the paper's name (`A4`, `Letter`, `A5`), and fonts of the system."""

    options: Mapping[str, str]
    page_size: str
    fonts: tuple[str, ...] = ()

    @property
    def date_style(self) -> str:
        """How months are written: `short`, `long` or `numeric`; the one option that is not the style sheet's."""
        return self.options.get("dateStyle", "short")
