"""``qianshao evaluate``: measurements on records whose answers are known."""

import typer

from cli.evaluate_categories import categories
from cli.evaluate_danger import danger
from cli.evaluate_duplicates import duplicates
from cli.evaluate_intents import intents
from cli.evaluate_positions import positions
from cli.evaluate_routing import routing

app = typer.Typer(no_args_is_help=True)
app.command()(routing)
app.command()(positions)
app.command()(categories)
app.command()(duplicates)
app.command()(intents)
app.command()(danger)


@app.callback()
def evaluate() -> None:
    """Measure the bot on records whose answers are known; changes nothing."""
