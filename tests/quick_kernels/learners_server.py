"""A learner's Jupyter server, played: asks the class parent for kernels and does what its standard input says.

Each line is a command in JSON, each answer a line in JSON: {"start": name}, {"run": [name, code]}, {"stop": name}.
"""

import json
import sys
from typing import Any

from traitlets.config import Application, Config

from lesson_utils.quick_kernels import extension, forked_process
from tests.quick_kernels.kernel import PATIENCE, Kernel

forked_process.PATIENCE = PATIENCE
server = Application(config=Config({"QuickKernelProvisioner": {"class_socket": sys.argv[1]}}))
extension._load_jupyter_server_extension(server)
kernels: dict[str, Kernel] = {}


def do(command: dict[str, Any]) -> Any:
    """One command's answer."""
    if "start" in command:
        kernels[command["start"]] = Kernel(server)
        kernels[command["start"]].start()
        return {"forked": kernels[command["start"]].forked, "pid": kernels[command["start"]].pid}
    if "run" in command:
        name, code = command["run"]
        return kernels[name].run(code)
    kernels.pop(command["stop"]).close()
    return True


for line in sys.stdin:
    print(json.dumps(do(json.loads(line))), flush=True)
