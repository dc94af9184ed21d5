"""Reads a hub's configuration as the hub would: `jupyterhub_config.py`, or the values of Zero to JupyterHub's chart."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from jupyterhub.app import JupyterHub
from traitlets.config import Config
from traitlets.config.loader import JSONFileConfigLoader, PyFileConfigLoader

from lesson_utils.problem import Problem


@dataclass(frozen=True)
class HubConfiguration:
    """What a hub would be started with.

    Parameters
    ----------
    config
        All that was set.
    text
        The file's own words.
    values
        The chart's values, where the file holds these; otherwise nothing.
    """

    config: Config
    text: str
    values: dict[str, Any]

    @property
    def hub(self) -> JupyterHub:
        """The hub itself, not started: its settings as they will be."""
        return JupyterHub(config=self.config)

    @property
    def authenticator(self) -> Any:
        """The hub's authenticator, made so that what its class sets by itself counts too."""
        return self.hub.authenticator_class(config=self.config)

    def of_servers(self, name: str) -> list[tuple[str, Any]]:
        """Everything that is set under a name for learners' servers, wherever: config files, arguments, values.

        Parameters
        ----------
        name
            A setting's last part: "allow_origin".

        Returns
        -------
        list of tuple
            Where it stands, and what it is set to.
        """
        return [(place, value) for place, setting, value in _server_settings(self) if setting == name]


def read_configuration(file: Path) -> HubConfiguration:
    """Read a file. One in Python is run, as the hub would run it.

    Raises
    ------
    Problem
        When it cannot be read, or fails.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
        if file.suffix in (".yaml", ".yml"):
            values = yaml.safe_load(text) or {}
            return HubConfiguration(_config_of(values), text, values)
        loader = PyFileConfigLoader(file.name, str(file.resolve().parent))
        return HubConfiguration(loader.load_config(), text, {})
    except OSError as error:
        raise Problem(f"{file}: {error.strerror}.", "give the path of jupyterhub_config.py or values.yaml.") from None
    except Exception as error:  # whatever a configuration raises: the hub would not start with it
        what = f"{file} cannot be read as a hub's configuration: {type(error).__name__}: {error}"
        raise Problem(what, "mend it first; the hub would not start with it either.") from error


def _config_of(values: dict[str, Any]) -> Config:
    """Turn the chart's values into what its hub is configured with: `hub.config`, then the pieces of `extraConfig`."""
    hub = values.get("hub", {})
    config = Config(hub.get("config", {}))
    for code in hub.get("extraConfig", {}).values():
        exec(compile(code, "hub.extraConfig", "exec"), {"c": config, "get_config": lambda: config})
    for name, value in values.get("singleuser", {}).get("extraEnv", {}).items():
        config.setdefault("Spawner", Config()).setdefault("environment", {})[name] = value
    return config


def _server_settings(read: HubConfiguration) -> list[tuple[str, str, Any]]:
    found: list[tuple[str, str, Any]] = []
    for section, settings in read.config.items():
        if section.endswith("App") or section in ("ServerApp", "IdentityProvider", "ContentsManager"):
            found += [(f"c.{section}.{name}", name, value) for name, value in settings.items()]
        if "Spawner" in section:
            found += _from_arguments(f"c.{section}.args", settings.get("args", []))
            found += _from_files(settings.get("environment", {}))
    single = read.values.get("singleuser", {})
    found += _from_arguments("singleuser.cmd", single.get("cmd") or [])
    for name, file in (single.get("extraFiles") or {}).items():
        found += _from_config(f"singleuser.extraFiles.{name}", Config(file.get("data", {})))
    return found


def _from_arguments(place: str, arguments: Any) -> list[tuple[str, str, Any]]:
    """Read command-line arguments such as `--ServerApp.allow_origin=*`."""
    if not isinstance(arguments, list):
        return []
    pairs = [argument.lstrip("-").partition("=") for argument in arguments if isinstance(argument, str)]
    return [(place, name.rpartition(".")[2], value if sign else True) for name, sign, value in pairs]


def _from_files(environment: Any) -> list[tuple[str, str, Any]]:
    """Read the files that learners' servers would read on JUPYTER_CONFIG_PATH."""
    places = environment.get("JUPYTER_CONFIG_PATH", "") if isinstance(environment, dict) else ""
    found: list[tuple[str, str, Any]] = []
    for folder in filter(None, places.split(os.pathsep)):
        for name in ("jupyter_server_config", "jupyter_notebook_config", "jupyterhub_singleuser_config"):
            for kind, loader in ((".py", PyFileConfigLoader), (".json", JSONFileConfigLoader)):
                if (Path(folder) / f"{name}{kind}").is_file():
                    config = loader(f"{name}{kind}", folder).load_config()
                    found += _from_config(str(Path(folder) / f"{name}{kind}"), config)
    return found


def _from_config(place: str, config: Config) -> list[tuple[str, str, Any]]:
    return [
        (f"{place}: {section}", name, value)
        for section, settings in config.items()
        if isinstance(settings, dict)
        for name, value in settings.items()
    ]
