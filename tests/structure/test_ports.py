"""Ports carry what use cases need and nothing more."""

import ast
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import get_type_hints

import pytest

import services.ports
from services.ports import transaction
from tests.sources import PRODUCT, dotted, nodes

READ_BACK: dict[str, str] = {}
"""Methods that tests alone call, and why."""

REPOSITORIES: dict[str, type] = get_type_hints(transaction.Transaction)


CALLED_BY_STORAGE: dict[str, str] = {"Departures": "the outbox asks them about each message that is put"}
"""Ports that storage calls and others implement, and why."""


def others() -> list[type]:
    """Every other protocol that a module of the ports defines."""
    modules = [import_module(f"services.ports.{module.name}") for module in iter_modules(services.ports.__path__)]
    kinds = [kind for module in modules for kind in vars(module).values() if getattr(kind, "_is_protocol", False)]
    return [kind for kind in dict.fromkeys(kinds) if kind not in REPOSITORIES.values() and methods(kind)]


def methods(port: type) -> list[str]:
    return [name for name in vars(port) if not name.startswith("_")]


@cache
def used(*, by_storage: bool = False) -> set[str]:
    return {
        dotted(node)
        for name, node in nodes(*PRODUCT)
        if isinstance(node, ast.Attribute) and name.startswith("storage/") is by_storage
    }


@pytest.mark.parametrize("repository", REPOSITORIES)
def test_every_method_of_a_repository_is_called(repository: str) -> None:
    wanted = {f"{repository}.{method}" for method in methods(REPOSITORIES[repository])}
    called = {call for call in wanted if any(name.endswith(f".{call}") for name in used())}
    assert wanted - called == {name for name in READ_BACK if name.startswith(f"{repository}.")}


@pytest.mark.parametrize("port", others())
def test_every_method_of_a_port_is_called(port: type) -> None:
    called = used(by_storage=port.__name__ in CALLED_BY_STORAGE)
    attributes = {name.rpartition(".")[2] for name in called}
    assert not set(methods(port)) - attributes
