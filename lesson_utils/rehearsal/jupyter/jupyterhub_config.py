"""The configuration of `deploy/one-machine`, as it is; changed only where a rehearsal must not touch the machine.

That is: another way of starting servers, which needs neither systemd nor Unix users, and ports of its own.
"""

import json
import os
from pathlib import Path

from lesson_utils.checkout import ROOT
from lesson_utils.rehearsal.own_user import OwnUserSpawner

c = get_config()  # type: ignore[name-defined]  # noqa: F821 - JupyterHub puts it there

load_subconfig(str(ROOT / "deploy" / "one-machine" / "jupyterhub_config.py"))  # type: ignore[name-defined]  # noqa: F821 - the same

stage = json.loads(Path(os.environ["BUILD_A_CNN_STAGE"]).read_text(encoding="utf-8"))

c.JupyterHub.spawner_class = OwnUserSpawner
c.OwnUserSpawner.first_uid = stage["first_uid"]
c.OwnUserSpawner.home_dir_template = stage["homes"] + "/{username}"
if os.geteuid() == 0 and not stage["first_uid"]:
    c.Spawner.args = ["--allow-root"]  # a container in which root can make nobody a user of their own
c.Spawner.pre_spawn_hook = None
c.Spawner.environment.update(stage["environment"])
c.JupyterHub.hub_bind_url = stage["hub"]
c.ConfigurableHTTPProxy.api_url = stage["proxy_api"]
for service in c.JupyterHub.services:
    service.setdefault("environment", {}).update(stage["environment"])
next(one for one in c.JupyterHub.services if one["name"] == "room")["url"] = stage["room"]
c.Spawner.environment["BUILD_A_CNN_ROOM"] = f"{stage['room']}/services/room/word"
if stage["idle_seconds"]:
    culler = next(one for one in c.JupyterHub.services if one["name"] == "idle-culler")
    culler["command"][-1:] = [f"--timeout={stage['idle_seconds']}", "--cull-every=1"]
c.JupyterHub.cleanup_servers = True
c.JupyterHub.last_activity_interval = 5
