"use client";

import { SplitView } from "@/components/layout/split-view";
import { AlertPanel } from "./alert-panel";
import { AlertsPane, type AlertsPaneProps } from "./alerts-pane";
import { isAlertId } from "./filters";
import { useAlertFilters } from "./use-alert-filters";

/** The list and, where one is open, the alert beside it. */
export function AlertsRoom(props: AlertsPaneProps) {
  const [filters, setFilters] = useAlertFilters();
  const opened = filters.alert && isAlertId(filters.alert) ? filters.alert : null;
  return (
    <SplitView
      label="Alerts"
      list={<AlertsPane {...props} />}
      detail={
        opened ? (
          <AlertPanel
            key={opened}
            slug={props.slug}
            id={opened}
            mayAcknowledge={props.mayAcknowledge}
            mayMove={props.mayMove}
            onClose={() => void setFilters({ alert: null })}
          />
        ) : null
      }
    />
  );
}
