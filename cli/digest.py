"""``qianshao digest``: previews of the weekly digest."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.clock import SystemClock
from bot.deps import deps_of
from cli.existing import on_database
from cli.photos import photos_of
from cli.settings import ConfigOption, Language, load_all, spoken
from domain.district.routing import SUPERVISORS
from domain.messages import Outgoing, Precedence
from domain.secrets import blotted
from domain.week.messages import Digest
from domain.week.weeks import Week, parse_week, span_of
from services.deps import Deps
from services.outgoing import language_of_queue, language_of_rider
from services.ports.transaction import Database, Transaction
from services.week.scopes import DISTRICT

if TYPE_CHECKING:
    from media.before_after import Given
    from texts.base.screen import Screen

app = typer.Typer(no_args_is_help=True)
_LARGEST_ID = 2**63 - 1


def _week(text: str) -> Week:
    try:
        return parse_week(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no ISO week; one is written like 2026-W46") from None


WeekOption = Annotated[Week, typer.Option(parser=_week, metavar="WEEK", help="An ISO week such as 2026-W46.")]
ScopeOption = Annotated[str, typer.Option(help="rider:ID (ours, or that of their Telegram), queue:ID or district.")]
PreviewLanguage = Annotated[Language | None, typer.Option("--language", help="zh or en; by default the addressee's.")]

OutOption = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="A folder for digest.txt and digest-1.png, instead of printing."),
]


@app.callback()
def digest() -> None:
    """What an operator may see of the weekly digest."""


@app.command()
def preview(
    config: ConfigOption,
    week: WeekOption,
    scope: ScopeOption,
    language: PreviewLanguage = None,
    out: OutOption = None,
) -> None:
    """Print the digest of a week as it would be sent, without markup; send nothing, change nothing."""
    from bot.outgoing.rendering import render  # noqa: PLC0415  imports every screen, which --help does not need
    from texts.base.wording import without_markup  # noqa: PLC0415  as above

    settings, district = load_all(config, language or spoken())
    deps = deps_of(settings, district, SystemClock())
    if span_of(week, district.timezone).start > deps.clock.now():
        raise typer.BadParameter(f"{week} is yet to come")

    async def work(tx: Transaction) -> "Screen | None":
        known, theirs = await _addressee(tx, deps, scope)
        return await render(tx, deps, _outgoing(Digest(known, str(week)), language or theirs))

    async def look(database: Database) -> "tuple[Screen | None, list[Given]]":
        screen = await database.read(work)
        photos = screen.photos if screen is not None and out is not None else ()
        return screen, await photos_of(photos, settings.storage.photos)

    try:
        screen, photos = on_database(settings, look)
    except OSError as error:
        typer.echo(blotted(str(error)), err=True)
        raise typer.Exit(1) from None
    if screen is None:
        typer.echo(
            f"Nothing is sent: in {week} nothing happened and nothing is open, or the rider turned the digest off.",
            err=True,
        )
    elif out is None:
        typer.echo(without_markup(screen.text))
    else:
        try:
            _write(out, without_markup(screen.text), screen, photos)
        except OSError as error:
            typer.echo(f"There is no preview in {out}: {error}", err=True)
            raise typer.Exit(1) from None


def _write(folder: Path, text: str, screen: "Screen", photos: "Sequence[Given]") -> None:
    """Write the words and the picture of a digest, with its photos, into a folder, which is made if there is none.

    Raises:
        OSError: The folder can't be written.
    """
    from media.charts.poster import drawn  # noqa: PLC0415  loads fonts, which printing does not need

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "digest.txt").write_text(f"{text}\n", "utf-8")
    if screen.poster is not None:
        drawn(screen.poster, photos).save(folder / "digest-1.png")


async def _addressee(tx: Transaction, deps: Deps, scope: str) -> tuple[str, str]:
    """Return the digest's scope and the addressee's language.

    Raises:
        typer.BadParameter: The scope is unknown.
    """
    kind, _, identity = scope.partition(":")
    if scope == DISTRICT:
        supervisors = deps.district.supervisors
        return scope, language_of_queue(deps, supervisors.id) if supervisors else deps.district.default_language
    if kind == "queue":
        return scope, language_of_queue(deps, _queue(deps, identity))
    if kind == "rider":
        return await _rider(tx, deps, identity)
    raise typer.BadParameter(f"{scope!r} is no scope; there are rider:ID, queue:ID and {DISTRICT}")


def _queue(deps: Deps, identity: str) -> str:
    """Return the id of a queue with a digest of its own; supervisors receive the district's.

    Raises:
        typer.BadParameter: There is no such queue.
    """
    told = [queue.id for queue in deps.district.queues.values() if queue.kind != SUPERVISORS]
    if identity not in told:
        raise typer.BadParameter(f"{identity!r} is no queue with a digest of its own; there are {', '.join(told)}")
    return identity


async def _rider(tx: Transaction, deps: Deps, identity: str) -> tuple[str, str]:
    number = int(identity) if identity.isdecimal() else 0
    number = number if number <= _LARGEST_ID else 0
    rider = await tx.riders.get(number) or await tx.riders.by_chat(number)
    if rider is None:
        raise typer.BadParameter(f"no rider has the id {identity!r}, neither with us nor in Telegram")
    return f"rider:{rider.id}", language_of_rider(deps, rider)


def _outgoing(meaning: Digest, language: str) -> Outgoing:
    return Outgoing("", 0, None, Precedence.DIGEST, meaning, language=language)
