"""Switches quick kernels on for one Jupyter server, and for no program that is started from it.

An installed course makes its provisioner known to Jupyter by an entry point. In a checkout, which is used without
being installed, nobody reads that entry point, so the server is told here. The choice of the provisioner is made here
too, not by the environment variable that Jupyter has for it: that would reach every terminal and every kernel.
"""

import sys
from importlib.metadata import EntryPoint
from typing import Any

from jupyter_client.provisioning import KernelProvisionerFactory

from lesson_utils.quick_kernels.provisioner import NAME, QuickKernelProvisioner


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    if sys.platform != "linux":
        server.log.warning("Quick kernels need Linux: kernels start in the ordinary way.")
        return
    make_default(server)
    if not server.config.QuickKernelProvisioner.get("class_socket"):
        start_own_parent(server.log)


def make_default(server: Any) -> None:
    """Let every kernel of a server without a provisioner of its own be provisioned by us.

    Parameters
    ----------
    server : jupyter_server.serverapp.ServerApp
        Or another configurable, whose settings the provisioners get.
    """
    factory = KernelProvisionerFactory.instance(parent=server)
    value = f"{QuickKernelProvisioner.__module__}:{QuickKernelProvisioner.__name__}"
    factory.provisioners[NAME] = EntryPoint(NAME, value, factory.GROUP_NAME)
    factory.default_provisioner_name = NAME


def start_own_parent(log: Any) -> None:
    """Start the user's parent now, so that it is ready when the first notebook opens."""
    from lesson_utils.quick_kernels import own_parent

    try:
        own_parent.ensure()
    except OSError as error:
        log.warning("Quick kernels: no parent could be started (%s); kernels start in the ordinary way.", error)
