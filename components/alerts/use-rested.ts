"use client";

import { useEffect, useState } from "react";

const REST_MS = 150;

/** The value once it has rested: what is typed is not looked up letter by letter. */
export function useRested<Value>(value: Value, restMs = REST_MS): Value {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), restMs);
    return () => clearTimeout(timer);
  }, [value, restMs]);
  return rested;
}
