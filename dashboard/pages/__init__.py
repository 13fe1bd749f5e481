"""The pages, one module each: its route, what it draws, its callbacks. None imports another."""

from importlib import import_module
from pkgutil import iter_modules

from dash import Dash


def register(app: Dash) -> None:
    """Let every module of this folder answer its address: to add a page, add a file."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}").register(app)
