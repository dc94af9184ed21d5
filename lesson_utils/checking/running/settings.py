"""What Keras is set to for everything made from then on: the usual settings, and those that somebody has changed."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from lesson_utils.checking.running.isolation import untouched


@dataclass(frozen=True)
class GlobalSetting:
    """One of Keras' settings for everything.

    Attributes
    ----------
    name : str
        Its name in `keras.config`.
    affects : str
        The setting of a layer that follows it.
    usual : str
        Its value in a fresh kernel.
    """

    name: str
    affects: str
    usual: str

    @property
    def now(self) -> str:
        """Its present value."""
        import keras

        value: Any = getattr(keras.config, self.name)()
        return str(getattr(value, "name", value))

    @property
    def undo(self) -> str:
        """The line that sets it back."""
        return f"keras.config.set_{self.name}({self.usual!r})"

    def set_back(self) -> None:
        """Give it its usual value."""
        import keras

        setter: Callable[[str], None] = getattr(keras.config, f"set_{self.name}")
        setter(self.usual)


SETTINGS = (
    GlobalSetting("floatx", "dtype", "float32"),
    GlobalSetting("dtype_policy", "dtype", "float32"),
    GlobalSetting("image_data_format", "data_format", "channels_last"),
)


def changed_settings() -> list[GlobalSetting]:
    """The settings that are not as in a fresh kernel."""
    return [setting for setting in SETTINGS if setting.now != setting.usual]


@contextlib.contextmanager
def usual_settings() -> Iterator[None]:
    """Inside, Keras is set as in a fresh kernel: what the course makes depends on nothing of the learner's."""
    with untouched():
        for setting in changed_settings():
            setting.set_back()
        yield
