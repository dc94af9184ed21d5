"""The server's own settings for this course; JupyterLab reads them because `lab` puts this folder on its path."""

import zmq

c = get_config()  # type: ignore[name-defined]  # noqa: F821 - Jupyter puts it there

if zmq.has("curve"):
    c.KernelManager.transport_encryption = "auto"  # with kernels that know how; without it each start warns
