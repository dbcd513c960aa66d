"""Logging: structlog and the standard library write one stream to standard error, without secrets."""

import logging
import sys
from functools import partial
from typing import Any, Final

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from domain.secrets import blotted

_QUIET: Final = ("httpx", "httpcore", "telegram", "asyncio")


def configure(level: str, form: str) -> None:
    """Log from `level` up, as `console` for people or `json` for programs."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
    ]
    renderer: Any = structlog.processors.JSONRenderer(ensure_ascii=False)
    if form == "console":  # its tracebacks show no variables, as one may hold the token
        plain = structlog.dev.plain_traceback
        renderer = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                partial(_blotted, renderer),
            ],
        )
    )
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for name in _QUIET:  # httpx logs the URL of each call, which holds a token or a key
        logging.getLogger(name).setLevel(logging.WARNING)


def _blotted(render: Processor, logger: WrappedLogger, name: str, event: EventDict) -> str:
    """The line as it is written, without anything that looks like a secret, wherever in the event it stood."""
    return blotted(str(render(logger, name, event)))
