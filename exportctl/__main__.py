"""Run the command line: end with an exit code that scripts can rely on, and report an error in one line."""

from __future__ import annotations

import _thread
import gc
import os
import signal
import sys
import time
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from exportctl.cli.policy import Policy

USAGE = 2
CRASHED = 70
STOPPED = 128
"""The number that is added to that of the signal that stopped a run, as in shells: 130 for an interruption, 143 for SIGTERM."""
_SWITCH_INTERVAL = 0.001
"""The seconds after which a thread yields to another: threads that read and write files have little to do, and others wait for them."""
_WAKE_INTERVAL = 0.05
"""The seconds between two interruptions of the main thread after a signal."""
MEMORY = "not enough memory; end other programs, or raise the limit of this one (ulimit -v)"
REPORT = "this is a fault of exportctl, not of the input; report it with this line, as the README describes"


class StopSignal(BaseException):
    """A signal stops the run; the handlers on the way out clean up."""

    def __init__(self, number: int) -> None:
        """Take the number of the signal."""
        super().__init__(number)
        self.code = STOPPED + number


class _HiddenLibraries:
    """Hides pandas and NumPy, which Arrow imports if they are installed, and which this program does not need.

    Importing them takes 0.2 s; and if memory is short, a library of NumPy ends the process with 1, the exit code of a
    failed gate.
    """

    def find_spec(self, name: str, *_: object) -> None:
        """Return None for every other module; raises ModuleNotFoundError for these, as if they were not installed."""
        if name in {"pandas", "numpy"}:
            raise ModuleNotFoundError(name=name)


def main() -> None:
    """Run the command line. Wrong input ends with one line on stderr (for data: one for each problem) and code 2."""
    gc.disable()  # a command ends before collection would pay off
    sys.setswitchinterval(_SWITCH_INTERVAL)
    sys.meta_path.insert(0, _HiddenLibraries())
    for number in range(3):
        _occupy(number)
    code = _run_until_signal(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)  # all is written, and freeing memory would only take time


def _occupy(number: int) -> None:
    """Occupy the number of a closed standard stream, so that no later file gets it: reading or writing that stream fails."""
    try:
        os.fstat(number)
    except OSError:
        os.open(os.devnull, os.O_RDONLY if number else os.O_WRONLY)


def _run_until_signal(arguments: list[str]) -> int:
    """Run one command, or end with the code of the signal that stopped it; a second signal ends the process at once."""
    with suppress(OSError):  # without files for it, a signal may be late
        _wake_after_signal()
    signals = [number for number in (signal.SIGINT, signal.SIGTERM) if signal.getsignal(number) != signal.SIG_IGN]
    patient = True

    def stop(number: int, _: object) -> None:
        nonlocal patient
        if not patient:
            os._exit(STOPPED + number)
        patient = False
        raise StopSignal(number)

    try:
        for number in signals:
            signal.signal(number, stop)
        code = run(arguments)
        patient = False
    except StopSignal as stopped:
        os._exit(stopped.code)  # buffers may wait for a reader forever
    return code


def _wake_after_signal() -> None:
    """Let a signal interrupt whatever the main thread waits for.

    A signal that arrives just before a system call does not interrupt it, so that its handler would wait for input or
    for a reader of the output, perhaps forever. After the first signal, a thread interrupts the main one until the
    process ends.
    """
    if sys.platform == "win32":
        return
    waking, woken = os.pipe()
    os.set_blocking(woken, False)
    main_thread = _thread.get_ident()

    def wake() -> None:
        os.read(waking, 1)
        while True:
            signal.pthread_kill(main_thread, signal.SIGURG)
            time.sleep(_WAKE_INTERVAL)

    signal.signal(signal.SIGURG, lambda *_: None)
    signal.set_wakeup_fd(woken, warn_on_full_buffer=False)
    _thread.start_new_thread(wake, ())


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code, for any failure except a signal."""
    try:
        from exportctl.cli import streams  # noqa: PLC0415 - signals must be handled before anything is imported

        streams.prepare()
        return _run(arguments)
    except KeyboardInterrupt:
        return STOPPED + signal.SIGINT
    except Exception as error:  # noqa: BLE001 - a script must distinguish any crash from an answer
        return _report_crash(error, str)


def _report_crash(error: Exception, translate: Callable[[str], str]) -> int:
    """Report a fault of the program, or too little memory, in one line."""
    if os.environ.get("EXPORTCTL_DEBUG") == "1":
        import traceback  # noqa: PLC0415 - needed only after an error

        traceback.print_exc()
    if isinstance(error, MemoryError):
        return _complain(translate(MEMORY), CRASHED)
    return _complain(f"{type(error).__name__}: {error}: {translate(REPORT)}", CRASHED)


def _run(arguments: list[str]) -> int:
    """Run one command; the code is 2 for invalid input, and for a result that cannot be written."""
    from contextlib import ExitStack  # noqa: PLC0415 - signals must be handled before anything is imported

    from exportctl.cli.flags import flag  # noqa: PLC0415 - the same
    from exportctl.cli.language import by_locale, choose_language  # noqa: PLC0415 - the same
    from exportctl.cli.manner import choose_manner, using_manner  # noqa: PLC0415 - the same
    from exportctl.cli.policy import choose_policy  # noqa: PLC0415 - the same
    from exportctl.errors import ExportctlError  # noqa: PLC0415 - the same
    from exportctl.reports.i18n.language import current_language, translate, using_language  # noqa: PLC0415 - the same

    with ExitStack() as stack:
        manner, arguments = choose_manner(arguments)
        stack.enter_context(using_manner(manner))
        try:
            policy, revision, arguments = choose_policy(arguments)
            if revision is not None:
                from exportctl.cli.revision import policy_at  # noqa: PLC0415 - few runs take the policy from a revision

                policy = stack.enter_context(policy_at(revision))
            language, own = choose_language(arguments, policy)
            by_option = own != arguments and language != choose_language(own, policy)[0]
            arguments = own
        except ExportctlError as error:
            with using_language(by_locale()[0]):
                return _complain(error.render(flag, current_language()))
        with using_language(language, by_option=by_option):
            try:
                return _run_command(arguments, policy)
            except Exception as error:  # noqa: BLE001 - as in English
                return _report_crash(error, translate)


def _run_command(arguments: list[str], policy: Policy) -> int:
    """Run one command in the current language, with the configuration that applies."""
    import typer  # noqa: PLC0415 - signals must be handled before anything is imported
    from typer.main import get_command  # noqa: PLC0415 - the same

    from exportctl.cli.app import app  # noqa: PLC0415 - the same
    from exportctl.cli.flags import flag  # noqa: PLC0415 - the same
    from exportctl.cli.settings import note_policy  # noqa: PLC0415 - the same
    from exportctl.errors import DataError, ExportctlError, missing_extra, reason_of  # noqa: PLC0415 - the same
    from exportctl.reports.i18n.language import current_language, translate  # noqa: PLC0415 - the same

    if arguments in ([], ["data"], ["config"], ["log"]):
        arguments = [*arguments, "--help"]  # a call without arguments is not an error
    try:
        _require_short(arguments)
        note_policy(policy)
        code = get_command(app)(arguments, prog_name="exportctl", standalone_mode=False, obj=policy)
        if sys.stdout:  # a process may have no standard output
            sys.stdout.flush()
    except DataError as error:
        for problem in error.problems:
            _complain(problem.render(current_language()))
        return _complain(error.render(flag, current_language()))
    except ExportctlError as error:
        return _complain(error.render(flag, current_language()))
    except ModuleNotFoundError as error:
        return _complain(missing_extra(error).render(flag, current_language()))
    except typer.Abort:
        return STOPPED + signal.SIGINT
    except typer.TyperException as error:
        from exportctl.cli.wrong_calls import fault  # noqa: PLC0415 - needed only after an error

        return _complain(fault(error))
    except OSError as error:
        return _complain(translate("the result cannot be written: {reason}", reason=reason_of(error)))
    return code if isinstance(code, int) else 0


def _require_short(arguments: list[str]) -> None:
    """Raise InputError for an argument that is too long, or that cannot be encoded as part of a file name."""
    from exportctl.errors import InputError  # noqa: PLC0415 - signals must be handled before anything is imported
    from exportctl.limits import ARGUMENT, within  # noqa: PLC0415 - the same
    from exportctl.sentences import Sentence  # noqa: PLC0415 - the same

    for place, argument in enumerate(arguments, 1):
        within(argument, ARGUMENT, "arguments", Sentence("argument {place}", place=place))
        try:
            os.fsencode(argument)
        except UnicodeEncodeError:
            raise InputError("arguments", "argument {place} contains an incomplete character", place=place) from None


def _complain(text: str, code: int = USAGE) -> int:
    text = " ".join(text.split())
    with suppress(OSError):  # no more files can be opened, that of a module included
        from exportctl.reports.printable import printable  # noqa: PLC0415 - needed only after an error

        text = printable(text)
    print(f"exportctl: {text}", file=sys.stderr)
    return code


if __name__ == "__main__":
    main()
