"""``qianshao evaluate``: how well the bot does on records whose answers are known."""

import typer

app = typer.Typer(no_args_is_help=True)


@app.callback()
def evaluate() -> None:
    """Measure the bot on records whose answers are known; changes nothing."""
