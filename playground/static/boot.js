// Loads the page's program and says what to do if that fails.
// Loaded on demand, so that a missing file ends in a message and not in a page that loads for ever.

const loading = document.getElementById("boot-loading");
const failure = document.getElementById("boot-failure");

document.getElementById("boot-reload").addEventListener("click", () => location.reload());

try {
  const { default: start } = await import("./page.js");
  await start({ module_or_path: new URL("page_bg.wasm", import.meta.url) });
} catch (reason) {
  console.error(reason);
  failure.hidden = false;
}
loading.remove();
