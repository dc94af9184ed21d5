"""Computers for which there is no TensorFlow to install: better said at once than after a long download."""

import platform
import struct
import sys

from lesson_utils.problem import Problem


def need_tensorflow_wheel(
    system: str = sys.platform,
    machine: str | None = None,
    version: tuple[int, int] = sys.version_info[:2],
    bits: int = struct.calcsize("P") * 8,
    glibc: bool | None = None,
) -> None:
    """Refuse politely where TensorFlow's makers publish nothing for this computer.

    Parameters
    ----------
    system, machine, version, bits
        As `sys.platform`, `platform.machine()`, the first two parts of `sys.version_info`, and 32 or 64.
    glibc
        Whether Python runs on the GNU C library; only looked at on Linux.

    Raises
    ------
    Problem
        Naming what is missing and what runs instead.
    """
    machine = (machine or platform.machine()).lower()
    if bits == 32:
        raise Problem(
            "This Python is a 32-bit program, and TensorFlow needs a 64-bit one.",
            "install the 64-bit Python 3.12 from https://www.python.org/downloads/ and try again.",
        )
    if system == "darwin" and machine == "x86_64" and version > (3, 12):
        raise Problem(
            "On Macs with an Intel processor TensorFlow ends with Python 3.12; this is 3.13.",
            "install Python 3.12 from https://www.python.org/downloads/ and type: python3.12 -m lesson_utils lab",
        )
    if system == "win32" and machine == "arm64":
        raise Problem(
            "There is no TensorFlow for Python built for Windows on ARM.",
            "install the ordinary 64-bit (x86-64) Python 3.12; Windows runs it on ARM too.",
        )
    if system != "linux":
        return
    gnu = platform.libc_ver()[0] == "glibc" if glibc is None else glibc
    if machine not in ("x86_64", "aarch64", "arm64") or not gnu:
        kind = machine if gnu else "without the GNU C library"
        raise Problem(
            f"There is no TensorFlow for this kind of Linux ({kind}).",
            "use a computer or a container with Debian, Ubuntu or Fedora on x86-64 or ARM64.",
        )
