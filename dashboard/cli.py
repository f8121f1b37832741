"""The command line: `serve`, `check`, `export`, `import` and `prepare`.

Exit codes: 0 done, 1 a problem in the data or with the engine, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from dashboard import checking, importing
from dashboard.config import Settings, parse_port
from dashboard.data.engines.opening import lent
from dashboard.data.engines.prepared import ENDINGS, write_prepared
from dashboard.errors import DataError, EngineError, UsageError
from dashboard.export.rendering import RenderingError
from dashboard.exporting import add_options, export
from dashboard.text import Words


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    words = Words("en")
    try:
        code = _run(arguments, words)
        sys.stdout.flush()
    except UsageError as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:  # `| head` has read enough; Python would complain again when it ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


def _run(arguments: Sequence[str] | None, words: Words) -> int:
    settings = Settings.from_environment()
    asked = _parser(words, settings).parse_args(arguments)
    if asked.command == "check":
        return checking.check(asked, Path(asked.folder or settings.data_dir), settings.state_dir, words)
    if asked.command in ("export", "prepare", "import"):
        return _write(asked, settings, words)
    port = settings.port if asked.port is None else parse_port(asked.port)
    settings = replace(
        settings,
        host=asked.host or settings.host,
        port=port,
        data_dir=Path(asked.data or settings.data_dir),
        engine_url=asked.engine or settings.engine_url,
    )
    return _serve(settings, words)


def _parser(words: Words, settings: Settings) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python app.py", description=words("cli-description"))
    commands = parser.add_subparsers(dest="command")
    checking.add_options(commands.add_parser("check", help=words("cli-check"), allow_abbrev=False), words)
    add_options(commands.add_parser("export", help=words("cli-export"), allow_abbrev=False), words)
    importing.add_options(commands.add_parser("import", help=words("cli-import")), words)
    prepare_command = commands.add_parser("prepare", help=words("cli-prepare"))
    prepare_command.add_argument("out", metavar="OUT", help=words("cli-prepare-out", endings=" ".join(ENDINGS)))
    prepare_command.add_argument("--data", metavar="DIR", help=words("cli-folder"))
    serve_command = commands.add_parser("serve", help=words("cli-serve"))
    for one in (parser, serve_command):
        one.add_argument(
            "--host",
            default=argparse.SUPPRESS if one is serve_command else None,
            help=words("cli-host", host=settings.host),
        )
        one.add_argument(
            "--port",
            default=argparse.SUPPRESS if one is serve_command else None,
            help=words("cli-port", port=settings.port),
        )
        one.add_argument(
            "--data",
            default=argparse.SUPPRESS if one is serve_command else None,
            metavar="DIR",
            help=words("cli-folder"),
        )
        one.add_argument(
            "--engine",
            default=argparse.SUPPRESS if one is serve_command else None,
            metavar="URL",
            help=words("cli-engine"),
        )
    return parser


def _write(asked: argparse.Namespace, settings: Settings, words: Words) -> int:
    settings = replace(settings, data_dir=Path(getattr(asked, "data", None) or settings.data_dir))
    try:
        if asked.command == "import":
            return importing.run(asked, settings, words)
        if asked.command == "prepare":
            events = write_prepared(Path(asked.out), settings.data_dir, settings.state_dir)
            print(words.plural("cli-prepared", events, file=asked.out))
            return 0
        with lent(asked.engine or settings.engine_url, settings.engine_seconds) as engine:
            return export(asked, settings, words, engine)
    except DataError as error:
        checking.print_problems(error.problems, words)
        return 1
    except (RenderingError, EngineError) as error:
        print(error, file=sys.stderr)
        return 1


def _serve(settings: Settings, words: Words) -> int:
    from dashboard.serving import build, serve  # the whole dashboard, which `check` and `--help` need not wait for

    try:
        application = build(settings)
    except EngineError as error:
        print(error, file=sys.stderr)
        return 1
    except DataError as error:
        checking.print_problems(error.problems, words)
        return 1
    return serve(application, settings, words)
