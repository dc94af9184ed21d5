"""How JupyterLab reads and writes notebooks: a server extension that `lab` switches on for this course only.

It adds to the server what the learner's own settings hold, and replaces none of them.
"""

from functools import cache, wraps
from typing import Any

WIDGET = "application/vnd.jupyter.widget-view+json"


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    contents = server.contents_manager
    contents.register_pre_save_hook(keep_what_stays)
    read = contents.get

    @wraps(read)
    async def get(*arguments: Any, **options: Any) -> dict[str, Any]:
        model = read(*arguments, **options)
        model = await model if hasattr(model, "__await__") else model
        return know_the_kernel(model)

    contents.get = get


def keep_what_stays(model: dict[str, Any], **_: object) -> None:
    """Save a panel or a visualiser as the picture and the words beside it.

    A live widget is gone with its kernel: on the next day the notebook would say "Error displaying widget".

    Parameters
    ----------
    model
        What is about to be saved, as Jupyter's contents API describes it; changed in place.
    """
    if model["type"] != "notebook":
        return
    for cell in model["content"].get("cells", []):
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "text/html" in data:
                data.pop(WIDGET, None)


def know_the_kernel(model: dict[str, Any]) -> dict[str, Any]:
    """Tell JupyterLab at once which Python a notebook is going to run on.

    It would note that itself as soon as the kernel answers, and from then on call the notebook unsaved.

    Parameters
    ----------
    model
        A file as Jupyter's contents API describes it.

    Returns
    -------
    dict
        The same, with the language of this Python's kernel where it is a notebook for that kernel.
    """
    content = model.get("content")
    metadata = content["metadata"] if model.get("type") == "notebook" and content else {}
    if metadata.get("kernelspec", {}).get("name") == "python3":
        metadata["language_info"] = _language()
    return model


@cache
def _language() -> dict[str, Any]:
    from ipykernel.ipkernel import IPythonKernel

    return dict(IPythonKernel.language_info)
