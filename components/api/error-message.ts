import { TRPCClientError } from "@trpc/client";

/** What to tell the reader: the server's own words where it refused, what to do where it did not answer. */
export function errorMessage(error: unknown): string {
  if (error instanceof TRPCClientError) {
    const status = (error.data as { httpStatus?: number } | null)?.httpStatus;
    if (status !== undefined && status < 500) return error.message;
    if (status !== undefined) return "The server failed. Nothing was changed; try again in a moment.";
  }
  return "The server did not answer. Check the connection and try again.";
}
