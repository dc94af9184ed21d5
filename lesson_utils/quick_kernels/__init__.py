"""Quick kernels: a parent imports TensorFlow once, each new kernel is forked from it. Linux only, off by default.

Forked kernels are ready in a second and share the parent's memory. Where to look:

- in the Jupyter server: `extension.py` switches them on, `provisioner.py` is what `jupyter_client` asks for a kernel,
  `forked_process.py` is the kernel as the server sees it, `own_parent.py` starts a user's own parent;
- in the parent: `__main__.py`, `preloading.py`, `parent.py`; for a class also `asker.py` (who asks?), `trusted.py`
  (may the files it imports be trusted?);
- in the new kernel: `dropping.py` becomes the user, `kernel.py` becomes an ordinary kernel, `settings.py` says when
  only an ordinary start will do, `lifeline.py` ends it with its server;
- between them: `messages.py`, `stamp.py`; Linux' calls without a name in Python: `linux.py`.

The parent never reads a byte that a user sent: it learns from the system who asks, forks, and the child, by then that
user, reads the rest. Threats and answers: deploy/quick-kernels/README.md.
"""
