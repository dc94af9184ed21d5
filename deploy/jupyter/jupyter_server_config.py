"""What every learner's own server is started with, on one machine and on Kubernetes alike."""

import os

c = get_config()  # type: ignore[name-defined]  # noqa: F821 - Jupyter puts it there

QUICK_KERNELS = os.environ.get("BUILD_A_CNN_QUICK_KERNELS", "")  # the socket of a class parent; empty: ordinary starts
IDLE_SECONDS = int(os.environ.get("BUILD_A_CNN_IDLE_SECONDS", "3600"))

# A page may load and ask only what this server itself gives. Outputs of a notebook are part of the page: what somebody
# else wrote into them runs no script of its own and sends nothing away. JupyterLab needs 'unsafe-eval' for the schemas
# of its settings and styles in its elements, the visualisers (anywidget) load their modules from blob: addresses.
POLICY = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-eval' blob:",
    "style-src": "'self' 'unsafe-inline' blob:",
    "img-src": "'self' data: blob:",
    "media-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "frame-src": "'self' blob:",
    "frame-ancestors": "'self'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
}
c.ServerApp.tornado_settings = {
    "headers": {
        "Content-Security-Policy": "; ".join(f"{what} {where}" for what, where in POLICY.items()),
        "Referrer-Policy": "same-origin",
    }
}

# nbgitpuller brings the course when the server starts. Its page, which fetches whatever a link names, is switched off.
c.ServerApp.jpserver_extensions = {"nbgitpuller": False}
if QUICK_KERNELS:
    c.ServerApp.jpserver_extensions["lesson_utils.quick_kernels.extension"] = True
    c.QuickKernelProvisioner.class_socket = QUICK_KERNELS

# Kernels that nobody uses are stopped; one that trains is busy, and one in an open tab is in use
c.MappingKernelManager.cull_idle_timeout = IDLE_SECONDS
c.MappingKernelManager.cull_interval = min(300, IDLE_SECONDS)
c.MappingKernelManager.cull_connected = False

# No news from outside, no packages over a click
c.LabApp.extension_manager = "readonly"
