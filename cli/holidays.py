"""``qianshao holidays``: the statutory holidays and make-up workdays of a year, ready for ``calendar.toml``."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from typing import Annotated, Final

import typer

YearArgument = Annotated[int, typer.Argument(metavar="YEAR", help="The year, such as 2027.")]

_NOT_HERE: Final = """\
节假日数据不随机器人安装。请运行：pip install "qianshao[holidays]"，或 pip install chinesecalendar
The holidays are not installed with the bot. Run: pip install "qianshao[holidays]", or pip install chinesecalendar
"""
_UNKNOWN: Final = """\
chinesecalendar {version} 只有 {first}–{last} 年，没有 {year} 年：国务院办公厅一般在前一年 11 月公布，随后升级：
pip install --upgrade chinesecalendar
chinesecalendar {version} knows {first}–{last}, not {year}: a year is announced in the November before; upgrade then:
pip install --upgrade chinesecalendar
"""


def holidays(year: YearArgument) -> None:
    """Print China's holidays and make-up workdays of a year for calendar.toml; exit with 1 if they are not known."""
    try:
        from chinese_calendar import __version__ as version  # noqa: PLC0415  an extra that few have installed
        from chinese_calendar import constants  # noqa: PLC0415  as above
    except ModuleNotFoundError as error:
        if error.name != "chinese_calendar":
            raise
        typer.echo(_NOT_HERE, err=True, nl=False)
        raise typer.Exit(1) from error
    days_off: Mapping[date, str] = constants.holidays
    of_year = {day: name for day, name in sorted(days_off.items()) if day.year == year}
    if not of_year:
        first, last = min(days_off).year, max(days_off).year
        typer.echo(_UNKNOWN.format(version=version, first=first, last=last, year=year), err=True, nl=False)
        raise typer.Exit(1)
    typer.echo(f"# {year}: holidays (chinesecalendar {version})")
    for name, days in groupby(of_year, of_year.__getitem__):
        typer.echo(_line(days, name))
    typer.echo(f"# {year}: workdays")
    typer.echo(_line(sorted(day for day in constants.workdays if day.year == year)))


def _line(days: Iterable[date], name: str = "") -> str:
    """Return a line for a list of the file."""
    return f"    {', '.join(map(str, days))},{f'  # {name}' if name else ''}"
