"""``python -m cli``: the command line from the sources, with what an install leaves out."""

from cli.main import main

main()
