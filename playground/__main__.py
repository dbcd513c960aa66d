"""The playground as a process of its own: ``python -m playground --port 8081``."""

import argparse

from playground.running import Server, address, listen
from playground.world import TOKEN, Playground, Setting


def main() -> None:
    """Print the address and serve until interrupted."""
    parser = argparse.ArgumentParser(prog="playground", description="A Telegram on this machine.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8081, help="0 finds a free one")
    parser.add_argument("--token", default=TOKEN, help="the bot's token: <digits>:<letters>")
    parser.add_argument("--first-update-id", type=int, help="random if absent, as the real server's")
    parser.add_argument("--no-flood", action="store_true", help="never answer 429")
    options = parser.parse_args()
    setting = Setting(token=options.token, first_update_id=options.first_update_id, flood=not options.no_flood)
    bound = listen(options.host, options.port)
    print(address(bound), flush=True)  # noqa: T201  whoever started it reads the address
    Server(Playground(setting)).run([bound])


if __name__ == "__main__":
    main()
