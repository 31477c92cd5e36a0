"""The process that answers pages: granian, which ends with whoever started it, even killed outright.

Run as `python -m bigre.site.management.pages OPTIONS…`, at the head of a process group of its own, with a pipe from its
parent as standard input: the system closes the pipe when the parent dies, however it dies.
"""

import os
import signal
from threading import Event, Thread

from granian.cli import entrypoint

GRACE_SECONDS = 5.0


def end_with_parent() -> None:
    """Wait until the pipe closes, then end granian, and after a while whatever is left of the group."""
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    Event().wait(GRACE_SECONDS)
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    # Reads the descriptor and not `sys.stdin`, whose lock would be held when the interpreter ends.
    Thread(target=end_with_parent, name="parent", daemon=True).start()
    entrypoint()  # type: ignore[no-untyped-call]  # granian publishes no type for it
