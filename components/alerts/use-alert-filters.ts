"use client";

import { useQueryStates } from "nuqs";
import { alertFilters } from "./filters";

/** The filters of the address; a change is a step of the browser's history, so that back undoes it. */
export const useAlertFilters = () => useQueryStates(alertFilters, { history: "push" });
