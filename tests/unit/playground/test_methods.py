"""The playground's method table says what the Bot API's own says."""

import inspect
import json
import os
from pathlib import Path
from typing import Any

import pytest

from playground.api import BotFace
from playground.methods import METHODS

JSON = dict[str, Any]


@pytest.fixture(scope="module")
def documented() -> JSON:
    folder = os.environ.get("QIANSHAO_TEST_DATA")
    if not folder:
        pytest.skip("QIANSHAO_TEST_DATA is not set")
    return dict(json.loads((Path(folder) / "telegram" / "api.json").read_text())["methods"])


@pytest.mark.realdata
@pytest.mark.parametrize("method", METHODS)
def test_parameters_types_and_requirements_are_the_documented_ones(method: str, documented: JSON) -> None:
    fields = documented[method].get("fields", [])
    expected = {field["name"]: (sorted(field["types"]), field["required"]) for field in fields}
    offered = {name: (sorted(p.types), p.required) for name, p in METHODS[method].items()}
    assert offered == expected


def test_every_method_is_answered() -> None:
    source = inspect.getsource(inspect.getmodule(BotFace) or BotFace)
    assert [method for method in METHODS if f'"{method}"' not in source] == []
