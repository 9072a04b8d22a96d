import { requestToaster } from "./toast-queue";

const UNDO_MS = 10_000;
const ERROR_MS = 8000;

type Options = { description?: string; durationMs?: number };

/** Says what was done: "Comment added". */
export async function notify(message: string, options: Options = {}): Promise<void> {
  const toast = await requestToaster();
  toast.success(message, { description: options.description, duration: options.durationMs });
}

/** Says what did not work and what to do: "Slack refused the message: channel_not_found. Invite the bot to #ops." */
export async function notifyError(message: string, options: Options = {}): Promise<void> {
  const toast = await requestToaster();
  toast.error(message, { description: options.description, duration: options.durationMs ?? ERROR_MS });
}

/** Says what was done and offers to take it back for 10 s, instead of asking before. */
export async function notifyUndo(message: string, undo: () => unknown, options: Options = {}): Promise<void> {
  const toast = await requestToaster();
  toast(message, {
    description: options.description,
    duration: options.durationMs ?? UNDO_MS,
    action: { label: "Undo", onClick: () => void undo() },
  });
}
