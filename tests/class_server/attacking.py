"""What several of the attacks need: a cell's words, an open socket."""

from tornado.websocket import websocket_connect

PATIENCE = 240  # seconds


def in_kernel(run, kernel, code):
    """What a cell prints; an error's name where there is one."""
    answer = run(kernel.run(code, "attack", PATIENCE))
    return answer.error or answer.text.strip()


async def open_socket(request):
    return await websocket_connect(request)
