type Toast = typeof import("sonner").toast;

let wanted = false;
let settle: (toast: Toast) => void = () => {};
const mounted = new Promise<Toast>((resolve) => {
  settle = resolve;
});
const listeners = new Set<() => void>();

/** Asks for the place where messages appear and waits until it stands: a message sent before would be lost. */
export function requestToaster(): Promise<Toast> {
  wanted = true;
  for (const listener of listeners) listener();
  return mounted;
}

export function onToasterWanted(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function isToasterWanted(): boolean {
  return wanted;
}

export function toasterMounted(toast: Toast): void {
  settle(toast);
}
