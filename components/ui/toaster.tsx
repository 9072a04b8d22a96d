"use client";

import dynamic from "next/dynamic";
import { useSyncExternalStore } from "react";
import { isToasterWanted, onToasterWanted } from "./toast-queue";

const MessageList = dynamic(() => import("./toaster-messages").then((module) => module.ToasterMessages), {
  ssr: false,
});

/** Where messages appear. Its library comes with the first message: no page needs it to show. */
export function Toaster() {
  const wanted = useSyncExternalStore(onToasterWanted, isToasterWanted, () => false);
  return wanted ? <MessageList /> : null;
}
