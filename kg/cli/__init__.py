"""The command line: one command a library verb, with the library's own option names.

Exit codes: 0 all went well; 1 it went through, but a document failed, a decision does not fit or a check found
something; 2 the command line asks for something that is not there (option, format, query, parameter, actor, decision);
3 the work could not be done.
Results go to stdout, everything else to stderr.
"""

from kg.cli import commands, corrections, judging, serving
from kg.cli.base import app

__all__ = ["app", "commands", "corrections", "judging", "main", "serving"]


def main() -> None:
    """Run the command line (the console script `kg`)."""
    app()
