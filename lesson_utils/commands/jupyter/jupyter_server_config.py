"""The server's own settings for this course; JupyterLab reads them because `lab` puts this folder on its path."""

c = get_config()  # type: ignore[name-defined]  # noqa: F821 - Jupyter puts it there


def keep_what_stays(model, **_):  # type: ignore[no-untyped-def]
    """Save a panel or a visualiser as the picture and the words beside it.

    A live widget is gone with its kernel: on the next day the notebook would say "Error displaying widget".
    """
    if model["type"] != "notebook":
        return
    for cell in model["content"].get("cells", []):
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "text/html" in data:
                data.pop("application/vnd.jupyter.widget-view+json", None)


c.ContentsManager.pre_save_hook = keep_what_stays
