"""``qianshao run``: runs the bot until it is stopped."""

import asyncio
import gc
from pathlib import Path

import typer

from bot.geocoding import check_keys
from cli.printing import print_mistakes
from cli.settings import ConfigOption, Language, LanguageOption, read_all
from domain.district.district import District
from domain.district.problems import Problem, Severity
from files.config import Config
from files.config_file import read_keys, read_token


def run(config: ConfigOption, language: LanguageOption) -> None:
    """Run the bot; its database is created and migrated. Stops on SIGTERM or Ctrl-C after what is under way."""
    problems: list[Problem] = []
    settings, district = read_all(config, problems)
    token = read_token(settings, config.name, problems) if settings else None
    if settings is not None:
        check_keys(settings, config.name, problems)
        read_keys(settings, config.name, problems)
    if any(problem.severity is Severity.ERROR for problem in problems):
        print_mistakes(problems, language, to_stderr=True)
        raise typer.Exit(1)
    if settings is None or district is None or token is None:
        raise typer.Exit(1)
    from bot.logs import configure  # noqa: PLC0415  only a running bot logs

    configure(settings.log.level, settings.log.format)
    _warn(problems)
    asyncio.run(_run(config, settings, token, district, language))


def _warn(problems: list[Problem]) -> None:
    """Log what of the problems is no error, with what to do about it in the words of `check`."""
    import structlog  # noqa: PLC0415  as above

    for problem in problems:
        structlog.get_logger().warning("configuration", problem=problem.code, **problem.details)


async def _run(path: Path, settings: Config, token: str, district: District, language: Language) -> None:
    import structlog  # noqa: PLC0415  as above
    from telegram.error import InvalidToken  # noqa: PLC0415  as above

    from bot.app import build_app, stop_on_signals  # noqa: PLC0415  imports everything
    from bot.reloading import DistrictUnfit  # noqa: PLC0415  as above
    from domain.errors import QianshaoError  # noqa: PLC0415  as above

    log = structlog.get_logger()
    try:
        async with build_app(settings, token, district) as app:
            gc.freeze()  # what stands now stays
            gc.enable()
            await app.run(stop_on_signals())
    except InvalidToken:
        log.error("token_unknown", hint="Telegram does not know this token; ask @BotFather for a new one")  # noqa: TRY400  the traceback adds nothing
        raise typer.Exit(1) from None
    except DistrictUnfit as unfit:
        print_mistakes(unfit.problems, language, to_stderr=True)
        raise typer.Exit(1) from None
    except QianshaoError as error:
        log.error("stopped", config=str(path), error=str(error))  # noqa: TRY400  as above
        raise typer.Exit(1) from None
