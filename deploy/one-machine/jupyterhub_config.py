"""JupyterHub for one class on one machine, in the ways of The Littlest JupyterHub: a systemd unit for each person.

Everything that is different from class to class stands in class.toml; here is what holds for all of them.
"""

import os
import sys
from pathlib import Path

from lesson_utils.class_server.login import ClassAuthenticator
from lesson_utils.class_server.settings import read_settings
from lesson_utils.jupyter.surroundings import surroundings

c = get_config()  # type: ignore[name-defined]  # noqa: F821 - JupyterHub puts it there

COURSE = Path(__file__).resolve().parents[2]
ROOM = "http://127.0.0.1:10101"  # where the service of that name listens
settings = read_settings(Path(os.environ.get("BUILD_A_CNN_CLASS", "/etc/build-a-cnn/class.toml")))
state = Path(settings.state)
programs = Path(sys.executable).parent

# Where the hub listens, and where it keeps its own files
c.JupyterHub.bind_url = settings.address
c.JupyterHub.ssl_cert = settings.certificate
c.JupyterHub.ssl_key = settings.key
c.JupyterHub.subdomain_host = settings.address if settings.wildcard else ""
c.JupyterHub.db_url = f"sqlite:///{state}/hub.sqlite"
c.JupyterHub.cookie_secret_file = f"{state}/cookie_secret"
c.ConfigurableHTTPProxy.pid_file = f"{state}/proxy.pid"
c.ConfigurableHTTPProxy.command = [str(COURSE / "node_modules" / ".bin" / "configurable-http-proxy")]

# Who comes in, and who may do what
c.JupyterHub.authenticator_class = ClassAuthenticator
c.ClassAuthenticator.dbm_path = f"{state}/passwords"
c.Authenticator.allowed_users = settings.everybody
c.Authenticator.admin_users = set(settings.instructors)
c.Authenticator.allow_existing_users = False  # who is struck off the list stays out
c.Authenticator.delete_invalid_users = True

# A whole class starts at once: a few at a time, the others are told to wait, and nobody is given up too early
c.JupyterHub.concurrent_spawn_limit = settings.starts_at_once
c.JupyterHub.active_server_limit = len(settings.everybody)
c.Spawner.start_timeout = 180
c.Spawner.http_timeout = 120

# A person's server: a Unix user of their own, limits, the course's own settings
c.JupyterHub.spawner_class = "systemd"
c.SystemdSpawner.username_template = "jupyter-{USERNAME}"
c.SystemdSpawner.isolate_tmp = True
c.SystemdSpawner.isolate_devices = True
c.SystemdSpawner.disable_user_sudo = True
c.SystemdSpawner.readonly_paths = [str(COURSE), settings.data]
c.SystemdSpawner.unit_extra_properties = {"TasksMax": "1000", "LimitFSIZE": "4G", "MemorySwapMax": "0"}
c.Spawner.mem_limit = settings.memory
c.Spawner.cpu_limit = settings.cores
c.Spawner.cmd = [sys.executable, "-m", "lesson_utils.class_server.learners_server"]
c.Spawner.default_url = "/lab/tree/build-a-cnn/notebooks/01-introduction.ipynb"
c.Spawner.environment = {
    **surroundings(),
    "JUPYTER_CONFIG_PATH": os.pathsep.join([str(COURSE / "deploy" / "jupyter"), surroundings()["JUPYTER_CONFIG_PATH"]]),
    "GIT_CONFIG_SYSTEM": str(COURSE / "deploy" / "one-machine" / "gitconfig"),
    "LESSON_DATA_DIR": settings.data,
    "BUILD_A_CNN_IDLE_SECONDS": str(settings.idle_minutes * 60),
    "BUILD_A_CNN_QUICK_KERNELS": settings.quick_kernels,
    "BUILD_A_CNN_ROOM": f"{ROOM}/services/room/word",
}


def make_unix_user(spawner):  # type: ignore[no-untyped-def]
    """Make the Unix user that a person's server runs as, at the first start; nobody else may look into its home."""
    from lesson_utils.class_server.unix_users import make

    make(f"jupyter-{spawner.user.name}")


c.Spawner.pre_spawn_hook = make_unix_user

# The hub may be started again in the middle of a class: servers and work live on
c.JupyterHub.cleanup_servers = False

# What is not used is stopped: students close tabs and leave kernels running
c.JupyterHub.services = [
    {
        "name": "idle-culler",
        "command": [sys.executable, "-m", "jupyterhub_idle_culler", f"--timeout={settings.idle_minutes * 60}"],
    },
    # The room at a glance; who may see it: the hub's administrators, because nobody else is given access:services
    {
        "name": "room",
        "url": ROOM,
        "command": [sys.executable, "-P", "-m", "lesson_utils.class_server.room.service"],
        "environment": {"PYTHONPATH": str(COURSE)},
        "oauth_no_confirm": True,
    },
]
c.JupyterHub.load_roles = [
    {
        "name": "idle-culler",
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
        "services": ["idle-culler"],
    }
]
