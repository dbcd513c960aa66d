"""``qianshao check``: every problem in the configuration and the district's files, with place and remedy."""

import asyncio
import json
from datetime import UTC, datetime
from typing import Annotated

import typer

from bot.clock import SystemClock
from bot.geocoding import check_keys
from cli.printing import mistakes_document, print_mistakes
from cli.settings import ConfigOption, JsonOption, LanguageOption, read_all
from domain.district.district import District
from domain.district.problems import Problem, Severity
from files.config import Config
from files.config_file import read_keys, read_token

OfflineOption = Annotated[
    bool, typer.Option("--offline", help="Look at the files only, not at this machine; ask nothing of Telegram.")
]


def check(
    config: ConfigOption,
    language: LanguageOption,
    *,
    offline: OfflineOption = False,
    as_json: JsonOption = False,
) -> None:
    """Report every mistake in the files, and what `run` would find in its way; exit with 1 where one is an error."""
    problems: list[Problem] = []
    settings, district = read_all(config, problems)
    if settings is not None:
        check_keys(settings, config.name, problems)
        read_keys(settings, config.name, problems)
    if settings is not None and not offline:
        _look_round(settings, config.name, district, problems)
        _ask_telegram(settings, config.name, district, problems)
    if as_json:
        typer.echo(json.dumps(mistakes_document(problems, language), ensure_ascii=False, indent=2))
    else:
        print_mistakes(problems, language)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise typer.Exit(1)


def _look_round(settings: Config, file: str, district: District | None, problems: list[Problem]) -> None:
    from cli.machine_check import check_machine  # noqa: PLC0415  imports the drivers, which --offline does not need
    from cli.readiness_check import check_readiness  # noqa: PLC0415  as above

    today = datetime.fromtimestamp(SystemClock().now() / 1000, district.timezone if district else UTC).date()
    problems.extend(check_readiness(settings, file, district, today))
    problems.extend(asyncio.run(check_machine(settings, file, district)))


def _ask_telegram(settings: Config, file: str, district: District | None, problems: list[Problem]) -> None:
    from cli.telegram_check import ask_telegram  # noqa: PLC0415  imports telegram, which --offline does not need

    token = read_token(settings, file, problems)
    if token is not None:
        queues = district.queues.values() if district else ()
        problems.extend(asyncio.run(ask_telegram(settings.telegram, token, file, queues)))
