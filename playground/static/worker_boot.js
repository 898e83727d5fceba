// Loads the worker's program. It says by itself when it listens.
// A failure leaves this module with an error, which the page hears as the end of the worker.

import start from "./worker.js";

await start({ module_or_path: new URL("worker_bg.wasm", import.meta.url) });
