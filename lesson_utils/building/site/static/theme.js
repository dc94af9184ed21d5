// Light or dark, before anything is painted: as the reader chose here, else as the computer is set. Paper is light.

(() => {
  const wantsDark = matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => {
    try {
      return JSON.parse(localStorage.getItem("build-a-cnn.theme"));
    } catch {
      return null; // this browser keeps nothing
    }
  };
  const show = () => {
    const dark = chosen() ? chosen() === "dark" : wantsDark.matches;
    document.body.dataset.jpThemeLight = String(!dark); // by this name the widgets know it from JupyterLab
  };
  show();
  wantsDark.addEventListener("change", show);
  addEventListener("theme-chosen", show);
  addEventListener("beforeprint", () => {
    document.body.dataset.jpThemeLight = "true";
  });
  addEventListener("afterprint", show);
})();
