"""Runs a parent: `python -m lesson_utils.quick_kernels`, its listening socket as standard input.

With `--class` it is root's, for everybody on the machine: deploy/quick-kernels has the systemd units for that.
"""

import argparse
import os
import signal
import socket
import sys

from lesson_utils.quick_kernels.asker import peer
from lesson_utils.quick_kernels.kernel import live
from lesson_utils.quick_kernels.parent import Parent
from lesson_utils.quick_kernels.preloading import preload
from lesson_utils.quick_kernels.trusted import first_in_reach


def main() -> None:
    """Import, then fork a kernel for everybody who asks."""
    parser = argparse.ArgumentParser(prog="python -m lesson_utils.quick_kernels", description=__doc__)
    parser.add_argument("--class", dest="for_class", action="store_true", help="for every user of this machine")
    for_class = parser.parse_args().for_class
    listening = socket.socket(fileno=os.dup(0))
    if sys.platform != "linux" or listening.family != socket.AF_UNIX or listening.type != socket.SOCK_SEQPACKET:
        sys.exit(
            "The standard input must be a listening Unix socket of packets; systemd or the Jupyter server gives it."
        )
    os.chdir("/")
    if for_class:
        need_to_be_root_and_safe()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal is for the server
    parent = Parent(listening, for_class)  # its stamp is from before the imports
    if not for_class:
        parent.end_with(peer(listening)[0])  # of a listening socket, the process that made it listen
    preload()
    child = parent.serve()
    if child:
        live(child.connection, child.asker, parent.stamp)


def need_to_be_root_and_safe() -> None:
    """Refuse to run for a class as anybody but root, or where learners could change what root imports."""
    if os.geteuid() != 0:
        sys.exit("The class parent becomes the user who asks: only root can do that.")
    reached = first_in_reach([path for path in sys.path if path])
    if reached:
        sys.exit(
            f"{reached} can be changed by others than root: the class parent imports nothing from there. "
            "`chown -R root:` gives the course's folder to root."
        )


if __name__ == "__main__":
    main()
