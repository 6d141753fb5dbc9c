"""AlurPAK: credit assessment of Pranata Komputer as explicit workflows. `create_app()` builds the web application."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from workflow_app.config import Settings


def create_app(settings: "Settings | None" = None) -> "Flask":
    """The web application of one installation; settings from the environment unless given."""
    from workflow_app.web import perakitan  # noqa: PLC0415 - arithmetic and rules must import without every page

    return perakitan.rakit(settings)
