"use client";

import { useSelectedLayoutSegment } from "next/navigation";
import type { ReactNode } from "react";
import { SplitView } from "@/components/layout/split-view";

/** The list stays as it was while one incident after the other opens beside it. */
export function IncidentsSplit({ list, children }: { list: ReactNode; children: ReactNode }) {
  const open = useSelectedLayoutSegment();
  return <SplitView label="Incidents" list={list} detail={open ? children : undefined} />;
}
