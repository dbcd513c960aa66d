"""The commands of the command line: what each is for, and where it stands; one is imported when it is asked for."""

import gc
from importlib import import_module
from typing import Any, Final, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup

from cli.plain_values import read_plainly


class Place(NamedTuple):
    """Where a command or a group of commands stands, as ``module:name``, and the first paragraph of its help."""

    name: str
    summary: str


COMMANDS: Final = {
    "check": Place(
        "cli.check:check",
        "Report every mistake in the files, and what `run` would find in its way; exit with 1 where one is an error.",
    ),
    "route": Place(
        "cli.route:route",
        "Say which community, queue and reason a report would get: --lat, --lng and --category, or --csv and --out.",
    ),
    "locate": Place(
        "cli.locate:locate",
        "Report the position, orientation and time that each photo holds, and what is odd about it.",
    ),
    "categorize": Place(
        "cli.categorize:categorize",
        "Name the categories that a text may mean, best first, at most three; none where it names no problem.",
    ),
    "run": Place(
        "cli.run:run",
        "Run the bot; its database is created and migrated. Stops on SIGTERM or Ctrl-C after what is under way.",
    ),
    "verify": Place(
        "cli.verify:verify",
        "Compare photos with their rows and running totals with their sums; exit with 1 where something is wrong.",
    ),
    "holidays": Place(
        "cli.holidays:holidays",
        "Print China's holidays and make-up workdays of a year for calendar.toml; exit with 1 if they are not known.",
    ),
    "demo": Place(
        "cli.demo:demo",
        "Try the bot without an account: a rider's phone and staff groups in the browser, all on this machine.",
    ),
    "queue": Place("cli.queue:app", "What an operator does for a queue."),
    "district": Place("cli.district:app", "What an operator does when the district changes."),
    "parked": Place(
        "cli.parked:app",
        "What was set aside after it failed for good: messages to people (m) and updates from them (u).",
    ),
    "roster": Place("cli.roster:app", "What an operator does for the district's list of riders."),
    "stations": Place("cli.stations:app", "What an operator does for the district's stations."),
    "digest": Place("cli.digest:app", "What an operator may see of the weekly digest."),
    "evaluate": Place("cli.evaluate:app", "Measure the bot on records whose answers are known; changes nothing."),
    "export": Place(
        "cli.export:export",
        "Write reports, points, figures, events or vouchers of some days, a ledger or activities, and nobody's name.",
    ),
    "report": Place("cli.report:app", "What a district tells its superiors, as a page to be printed."),
    "import": Place(
        "cli.import_reports:app",
        "Bring in the district's ledgers and activities, and what other systems recorded.",
    ),
    "train": Place("cli.train:app", "Learn from a district's own history."),
}


class OnDemand(TyperGroup):
    """The group of all commands. Its help needs none of their modules; the one that is called is imported."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = {name: TyperCommand(name, short_help=place.summary) for name, place in COMMANDS.items()}
        read_plainly(self)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the name of the command that is called, the command itself, and its arguments."""
        name, known, rest = super().resolve_command(ctx, args)
        return name, known and load(args[0]), rest


def load(name: str) -> Any:
    """Import a command, or a group of commands, and return it as typer's core calls it."""
    if name == "run":
        gc.disable()  # until it runs: a start makes next to no garbage, and looking for it takes a fifth of the time
    module, _, attribute = COMMANDS[name].name.partition(":")
    found = getattr(import_module(module), attribute)
    app = typer.Typer(rich_markup_mode=None)
    if isinstance(found, typer.Typer):
        app.add_typer(found, name=name)
    else:
        app.command(name)(found)
    command = typer.main.get_group(app).commands[name]
    if name == "run":
        read_plainly(command)
    for inner in getattr(command, "commands", {}).values():
        inner.short_help = summary_of(inner.help)  # the group's help would cut it
    return command


def summary_of(text: str) -> str:
    """Return the first paragraph of a help text on one line."""
    return " ".join(text.partition("\n\n")[0].split())
