"""Runs the command line from the sources as ``python -m cli``, including the demo, which is not installed."""

from cli.main import main

main()
