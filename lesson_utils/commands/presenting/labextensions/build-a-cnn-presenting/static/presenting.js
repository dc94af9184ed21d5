// JupyterLab's side of presenting: puts lines of a solution into their cell, and tells the notes which cell is in view.
// Written by hand as the module that JupyterLab loads (a "federated extension"), so that nothing has to be built.

(() => {
  const NAME = "build-a-cnn-presenting";
  const MESSAGE = "application/vnd.build-a-cnn.reveal+json"; // what `reveal("conv2d")` in a cell sends
  const ANSWER = /^(.+)-answer$/; // the id of a challenge's cell, as the notebooks are built
  // Type as large as lets a whole challenge stand on the screen, whatever its size and the browser's zoom.
  const TYPE = `
    body { --jp-content-font-size1: max(15px, 2vh); --jp-code-font-size: max(14px, 1.9vh); }
    body .jp-Notebook .cm-editor .cm-scroller { line-height: 1.22; }`;
  const COMMANDS = [
    { id: "reveal", label: "Next line of the solution", keys: ["F8"], asked: {} },
    { id: "reveal-all", label: "All lines of the solution", keys: ["Shift F8"], asked: { all: true } },
    { id: "mistake", label: "A mistake worth making", keys: ["Shift F9"], asked: { mistake: true } },
  ];

  /** Ask the course's own part of the server. */
  async function ask(address, sent) {
    const { baseUrl, token } = JSON.parse(document.getElementById("jupyter-config-data").textContent);
    const cookie = document.cookie.match(/(?:^|; )_xsrf=([^;]+)/);
    const headers = { "Content-Type": "application/json" };
    if (cookie) headers["X-XSRFToken"] = cookie[1];
    if (token) headers.Authorization = `token ${token}`;
    const url = new URL(`${baseUrl}build-a-cnn/${address}`, document.baseURI);
    const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(sent) });
    if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
    return answer.json();
  }

  const challengeOf = (cell) => cell?.model.id.match(ANSWER)?.[1] ?? "";

  /** The cell to fill: of the challenge that was named, else the active one, else the next one below it. */
  function cellToFill(notebook, challenge) {
    const cells = notebook.widgets;
    if (challenge) return cells.find((cell) => challengeOf(cell) === challenge);
    const at = notebook.activeCellIndex;
    return challengeOf(cells[at]) ? cells[at] : cells.slice(at).find(challengeOf);
  }

  async function reveal(notebook, asked) {
    const cell = cellToFill(notebook, asked.challenge);
    if (!cell) return;
    // At once, not when the answer is there: by then the instructor may be elsewhere. A typed word leaves its cell active.
    if (!asked.challenge && cell !== notebook.activeCell) {
      notebook.activeCellIndex = notebook.widgets.indexOf(cell);
      notebook.scrollToCell(cell, "smart");
    }
    const source = cell.model.sharedModel.getSource();
    const sent = { challenge: challengeOf(cell), source, all: Boolean(asked.all), mistake: Boolean(asked.mistake) };
    const { source: next } = await ask("reveal", sent);
    if (next !== source) cell.model.sharedModel.setSource(next); // one step of its history: Ctrl+Z takes it back
  }

  /** The cell that the room sees: the active one while any of it is in view, else the topmost in view. */
  function cellInView(notebook) {
    const frame = notebook.node.getBoundingClientRect();
    const isSeen = (cell) => {
      const box = cell.node.getBoundingClientRect();
      return cell.isAttached && box.height > 0 && box.bottom > frame.top + 40 && box.top < frame.bottom - 40;
    };
    const active = notebook.activeCell;
    return active && isSeen(active) ? active : notebook.widgets.find(isSeen);
  }

  function follow(panel) {
    const notebook = panel.content;
    let told = "";
    let waiting = 0;
    const tell = () => {
      waiting = 0;
      const cell = cellInView(notebook);
      const episode = panel.context.path.split("/").pop().replace(/\.ipynb$/, "");
      const now = `${episode} ${cell?.model.id}`;
      if (!cell || !panel.isVisible || now === told) return;
      told = now;
      ask("in-view", { episode, cell: cell.model.id }).catch(() => {
        told = "";
      });
    };
    const soon = () => {
      waiting ||= setTimeout(tell, 150);
    };
    notebook.activeCellChanged.connect(soon);
    notebook.node.addEventListener("scroll", soon, true);
    panel.context.ready.then(soon);
    panel.disposed.connect(() => clearTimeout(waiting));
  }

  function activate(app, tracker) {
    document.head.appendChild(document.createElement("style")).textContent = TYPE;
    for (const { id, label, keys, asked } of COMMANDS) {
      const command = `build-a-cnn:${id}`;
      app.commands.addCommand(command, {
        label,
        isEnabled: () => tracker.currentWidget !== null,
        execute: () => tracker.currentWidget && reveal(tracker.currentWidget.content, asked),
      });
      app.commands.addKeyBinding({ command, keys, selector: ".jp-Notebook" });
    }
    tracker.widgetAdded.connect((_, panel) => {
      follow(panel);
      panel.sessionContext.iopubMessage.connect((_, message) => {
        const asked = message.content.data?.[MESSAGE];
        if (asked) reveal(panel.content, asked);
      });
    });
  }

  /** What JupyterLab shares with its extensions, from the scope that webpack keeps it in. */
  async function shared(scope, name) {
    const [version] = Object.values(scope[name]);
    return (await version.get())();
  }

  let scope;
  window._JUPYTERLAB ??= {};
  window._JUPYTERLAB[NAME] = {
    init(given) {
      scope = given;
    },
    async get() {
      const { INotebookTracker } = await shared(scope, "@jupyterlab/notebook");
      const plugin = { id: `${NAME}:plugin`, autoStart: true, requires: [INotebookTracker], activate };
      return () => ({ __esModule: true, default: plugin });
    },
  };
})();
