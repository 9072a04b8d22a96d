"use client";

import { useEffect } from "react";

/** On a phone the tabs are wider than the screen: the open one is brought into sight. */
export function ActiveTab({ tab }: { tab: string }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab is another place to be.
  useEffect(() => {
    document
      .querySelector('nav[aria-label="Settings"] [aria-current="page"]')
      ?.scrollIntoView({ inline: "center", block: "nearest" });
  }, [tab]);
  return null;
}
