"""The table of figures as people read it."""

from collections.abc import Mapping

from rich.table import Table

from benchmarks.figures import Figure

_VERDICTS = {True: "[green]met[/green]", False: "[red]not met[/red]", None: ""}


def table_of(figures: Mapping[str, list[Figure]]) -> Table:
    """A row for each figure, a section for each benchmark."""
    table = Table("benchmark", "figure", title="Figures of one run, each beside a baseline of the same run")
    for name in ("value", "beside", "ratio"):
        table.add_column(name, justify="right")
    for name in ("baseline", "aim", ""):
        table.add_column(name)
    for name, some in figures.items():
        table.add_section()
        for figure in some:
            table.add_row(name, *_cells(figure))
    return table


def _cells(figure: Figure) -> list[str]:
    return [
        figure.what,
        f"{_number(figure.value)} {figure.unit}",
        "" if figure.beside is None else f"{_number(figure.beside)} {figure.unit}",
        "" if figure.ratio is None else f"{figure.ratio:.3g}",
        figure.baseline,
        "" if figure.aim is None else str(figure.aim),
        _VERDICTS[figure.met],
    ]


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"  # noqa: PLR2004  three digits are what can be trusted
