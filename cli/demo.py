"""``qianshao demo``: the bot with a local Telegram, whose phones and groups are shown in the browser."""

import asyncio
from typing import Annotated, Final

import typer

_PORT: Final = 8088
PortOption = Annotated[int, typer.Option("--port", help="Where the page is served; if taken, a free one is found.")]

_PREPARING: Final = """\
前哨：正在准备示例区和三周的上报，约十秒……
Qianshao: preparing a sample district and three weeks of reports, about ten seconds …
"""
_READY: Final = """\
在浏览器中打开 / Open in a browser:

    {address}

左边是骑手的手机，右边是社区工作群。按 Ctrl-C 结束，不留下任何数据。
On the left a rider's phone, on the right the staff groups. Ctrl-C ends it and leaves nothing behind.
"""
_NOT_HERE: Final = """\
演示不随机器人安装：请在源代码文件夹中运行 make demo。
The demo is not installed with the bot: run `make demo` in the folder of the sources.
"""


def demo(port: PortOption = _PORT) -> None:
    """Try the bot without an account: a rider's phone and staff groups in the browser, all on this machine."""
    try:
        from demo.running import run_demo  # noqa: PLC0415  imports everything
    except ModuleNotFoundError as error:
        if error.name not in {"demo", "playground"}:
            raise
        typer.echo(_NOT_HERE, err=True)
        raise typer.Exit(1) from error
    from bot.logs import configure  # noqa: PLC0415  only a running bot logs

    typer.echo(_PREPARING)
    configure("warning", "console")
    asyncio.run(run_demo(port, lambda address: typer.echo(_READY.format(address=address))))
