"use client";

import { useQueryClient } from "@tanstack/react-query";
import { errorMessage } from "@/components/api/error-message";
import { useTRPC, useTRPCClient } from "@/components/api/trpc";
import { notifyError } from "@/components/ui/toast";

type Room = "tenancy" | "apiKeys" | "auth";

/** How settings change something: `change` rejects with words to show in a dialog or form, `attempt` says them itself. */
export function useChange(room: Room) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();

  async function change<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      const result = await work();
      await queries.invalidateQueries({ queryKey: trpc[room].pathKey() });
      return result;
    } catch (error) {
      throw new Error(errorMessage(error));
    }
  }

  async function attempt<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await change(work);
    } catch (error) {
      await notifyError(saidBy(error));
      // What was shown in advance is put right.
      await queries.invalidateQueries({ queryKey: trpc[room].pathKey() });
      return undefined;
    }
  }

  return { client, change, attempt };
}

export const saidBy = (error: unknown): string =>
  error instanceof Error ? error.message : "The server did not answer. Check the connection and try again.";
