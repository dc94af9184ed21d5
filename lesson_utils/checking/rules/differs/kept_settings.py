"""Settings of Keras for everything: changed in this kernel, or changed when the cell ran and set back since."""

from lesson_utils.checking.facts.cases import Differing
from lesson_utils.checking.facts.raised import Raised
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.rule import Stage, rule
from lesson_utils.checking.running.settings import SETTINGS, GlobalSetting, changed_settings


@rule(Stage.UNEXPLAINED, "global-setting", explains_itself=True)
def setting_behind_an_error(raised: Raised) -> Finding | None:
    """Nothing explains the error, and one of Keras' settings for everything is not the usual one."""
    return _told(changed_settings())


@rule(Stage.DIFFERS, "global-setting", explains_itself=True)
def global_setting(case: Differing) -> Finding | None:
    """A layer follows one of Keras' settings for everything, and somebody has changed that."""
    return _told([setting for setting in changed_settings() if setting.affects == _followed(case)])


@rule(Stage.DIFFERS, "made-under-setting", explains_itself=True)
def made_under_setting(case: Differing) -> Finding | None:
    """It was changed when the layer was made; by now it is as usual again."""
    setting = _followed(case)
    if not setting:
        return None
    return Finding("made-under-setting", **case.values)


def _followed(case: Differing) -> str:
    """The setting that differs where a layer takes it from Keras' own, since the answer does not give it."""
    setting = case.values.get("setting") if case.label in ("wrong-value", "unasked-setting") else None
    given = any(keyword.arg == setting for call in case.calls for keyword in call.keywords)
    return "" if given or setting not in {known.affects for known in SETTINGS} else str(setting)


def _told(changed: list[GlobalSetting]) -> Finding | None:
    if not changed:
        return None
    first, undo = changed[0], "; ".join(setting.undo for setting in changed)
    return Finding("global-setting", setting=first.name, found=first.now, expected=first.usual, undo=undo)
