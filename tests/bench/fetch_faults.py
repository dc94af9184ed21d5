"""What a learner gets and is told when CIFAR-10 does not arrive, fault by fault, from a real server on this computer.

Run: python -m tests.bench.fetch_faults. Each fault meets a new Python with an empty home, which asks for the photos and
goes on with what the course has. It ends with 1 when a learner gets or is told something else than stands here, when a
file is left behind, or when the photos cannot be had once the server is well again.
"""

import os
import re
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

from lesson_utils.datasets import DATASETS
from tests.unit.test_datasets_drawings_cache import SMALL as FEW_DRAWINGS
from tests.unit.test_datasets_fetching import FAULTS, FULL_DISK, LESSON, Server, closed_port, files_in, kernel

PHOTOS = DATASETS["cifar10"].title
NO_NETWORK = """
import socket
def no_name(*arguments, **more):
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
socket.getaddrinfo = no_name
"""
GO_ON = """
from lesson_utils.datasets import DownloadError
try:
    load_data("cifar10")
except DownloadError as error:
    print(error)
    load_data()
"""


@dataclass(frozen=True)
class Fault:
    """What happens, and what has to come of it."""

    manner: str = "well"  # the server's
    before: str = ""  # run in the learner's Python
    address: str = ""  # the server's own, unless another one is named
    at_once: int = 1
    killed: bool = False
    told: str = ""
    gets: str = DATASETS["drawings"].title
    leaves: str = ""


ALL = {
    **{manner: Fault(manner, told=words) for manner, words in FAULTS.items()},
    "slow": Fault("slow", gets=PHOTOS, leaves="cifar10-v1.npy"),
    "refused": Fault(address=f"http://127.0.0.1:{closed_port()}/", told="the server refused the connection"),
    "no network": Fault(before=NO_NETWORK, address="http://data.example/x", told="is there a network connection"),
    "disk full": Fault(before=FULL_DISK, told="the file could not be written here"),
    "killed half-way": Fault("stalled", killed=True, gets="nothing", leaves=r"download/tmp\w{8}"),
    "two at once": Fault("slow", at_once=2, gets=PHOTOS, leaves="cifar10-v1.npy"),
}


def said_by(fault: Fault, server: Server, home: str) -> list[str]:
    """What each learner's Python said."""
    server.manner = fault.manner
    server.sent_some.clear()
    places = {"BUILD_A_CNN_HOME": home, "KERAS_HOME": home, "LESSON_CIFAR10_URL": fault.address or server.address}
    script = LESSON + FEW_DRAWINGS + fault.before + GO_ON
    learners = [kernel(script, NO_PROXY="*", **places) for _ in range(fault.at_once)]
    if fault.killed and server.sent_some.wait(60):
        learners[0].kill()
    return [learner.communicate(timeout=120)[0] for learner in learners]


def is_kept(name: str, fault: Fault, server: Server, home: str) -> bool:
    """Play a fault, print its lines of the table, and say whether all is as it has to be."""
    said = said_by(fault, server, home)
    got = {(text.splitlines() or ["nothing"])[-1].partition(":")[0] for text in said}
    told = " ".join(re.findall(r"^ {4}http\S+: (.+)$", "\n".join(said), re.MULTILINE))
    left = ", ".join(file for file in files_in(Path(home)) if not file.startswith("drawings-"))
    (then,) = said_by(Fault(), server, home)
    then = then.partition(":")[0]
    kept = got == {fault.gets} and fault.told in told and bool(re.fullmatch(fault.leaves, left)) and then == PHOTOS
    print(f"{name:15} loaded: {', '.join(sorted(got))}{'' if kept else '  ! not as it has to be'}")
    print(f"{'':15} told: {told or 'nothing'}")
    print(
        f"{'':15} left: {left or 'nothing'}; then, from a well server: {then or 'nothing'}",
        flush=True,
    )
    return kept


def main() -> int:
    """Print the table."""
    os.environ.pop("LESSON_DATA_DIR", None)  # photographs that a class shares would answer for the server
    kept = []
    with Server() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for name, fault in ALL.items():
            with tempfile.TemporaryDirectory() as home:
                kept.append(is_kept(name, fault, server, home))
        server.stop.set()
        server.shutdown()
    print(f"{sum(kept)} of {len(kept)} faults end as they have to")
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
