// Interrupts the kernel through the Jupyter server's own address for it: a message to Python may wait until it has trained.

/** @returns {{ baseUrl?: string, token?: string }} */
function settings() {
  const told = document.getElementById("jupyter-config-data")?.textContent;
  return told ? JSON.parse(told) : {};
}

/**
 * Whether this page comes from a Jupyter server that knows the kernel.
 * @param {string} kernel
 */
export function canInterrupt(kernel) {
  return Boolean(kernel && settings().baseUrl);
}

/**
 * @param {string} kernel its number, as the server knows it
 * @returns {Promise<boolean>} whether the server has done it
 */
export async function interrupt(kernel) {
  const { baseUrl, token } = settings();
  const cookie = document.cookie.match(/(?:^|; )_xsrf=([^;]+)/);
  /** @type {Record<string, string>} */
  const headers = cookie ? { "X-XSRFToken": cookie[1] } : {};
  if (token) headers.Authorization = `token ${token}`;
  try {
    const address = new URL(`${baseUrl}api/kernels/${kernel}/interrupt`, document.baseURI);
    return (await fetch(address, { method: "POST", headers, credentials: "same-origin" })).ok;
  } catch {
    return false;
  }
}
