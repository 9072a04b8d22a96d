const QUIET_INTERVAL_MS = 10_000;
const TERMINAL_INTERVAL_MS = 500;

/**
 * Shows that something long is going on, on standard error: one line that changes in a terminal, a line now and then elsewhere.
 * @param {string} what
 * @param {() => string} [detail] how far it is
 * @returns {(succeeded?: boolean) => void} ends the display
 */
export function showProgress(what, detail = () => "") {
  const out = process.stderr;
  const startedAt = Date.now();
  const line = () => {
    const seconds = Math.round((Date.now() - startedAt) / 1000);
    const more = detail();
    return `${what} … ${seconds} s${more ? `, ${more}` : ""}`;
  };
  out.write(out.isTTY ? "" : `${what} …\n`);
  const timer = setInterval(
    () => out.write(out.isTTY ? `\r\x1b[K${line()}` : `${line()}\n`),
    out.isTTY ? TERMINAL_INTERVAL_MS : QUIET_INTERVAL_MS,
  );
  return (succeeded = true) => {
    clearInterval(timer);
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
    out.write(`${out.isTTY ? "\r\x1b[K" : ""}${what}: ${succeeded ? "done" : "failed"} in ${seconds} s\n`);
  };
}
