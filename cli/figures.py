"""How measurements are shown: one JSON document for programs, short tables for people."""

import json
from collections.abc import Mapping
from typing import Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from texts.terminal.evaluation import sheets


def print_figures(document: Mapping[str, Any], language: str, *, as_json: bool) -> None:
    """Print a measurement on standard output."""
    if as_json:
        typer.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return
    console = Console(soft_wrap=True, highlight=False)
    for sheet in sheets(document, language):
        if sheet.title:
            console.print(Text(f"\n{sheet.title}", style="bold"))
        table = Table(box=None, show_header=any(sheet.header), pad_edge=False)
        for name in sheet.header:
            table.add_column(Text(name))
        for row in sheet.rows:
            table.add_row(*map(Text, row))
        console.print(table)
