"""Turns a child of the class parent, which is root, into a process of the user who asked, before it reads a byte."""

import os

from lesson_utils.quick_kernels.asker import Asker
from lesson_utils.quick_kernels.linux import belong_to_the_user, join_mounts, no_new_privileges


class StillRootError(Exception):
    """Some way back to root is left; the process must end."""


def become(asker: Asker) -> None:
    """Take over whatever binds the process that asked: its limits, its view of the disk, its groups, its user.

    Nothing is opened, imported or looked up between seeing the user's disk and being that user.

    Raises
    ------
    OSError
        When a step does not succeed.
    StillRootError
        When the process could become root again.
    """
    import resource  # Linux and macOS have it; it is loaded since the parent has imported everything

    if asker.cgroup:
        asker.cgroup.write_text(str(os.getpid()), encoding="ascii")
    for number, (soft, hard) in asker.limits.items():
        resource.setrlimit(number, (soft, hard))
    os.umask(asker.umask)
    if asker.other_mounts:
        join_mounts(asker.pidfd)
    os.close(asker.pidfd)
    os.chdir("/")
    os.setgroups(asker.groups)
    os.setresgid(asker.gid, asker.gid, asker.gid)
    os.setresuid(asker.uid, asker.uid, asker.uid)
    no_new_privileges()
    belong_to_the_user()
    _need_to_have_dropped(asker)


def _need_to_have_dropped(asker: Asker) -> None:
    groups_now = {*os.getgroups(), asker.gid}
    if os.getresuid() != (asker.uid,) * 3 or os.getresgid() != (asker.gid,) * 3:
        raise StillRootError("the user has not changed")
    if groups_now != {*asker.groups, asker.gid}:
        raise StillRootError("the groups have not changed")
    try:
        os.setuid(0)
    except PermissionError:
        return
    raise StillRootError("root can be had back")
