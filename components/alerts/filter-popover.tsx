"use client";

import { useQuery } from "@tanstack/react-query";
import { ListFilter } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/api/trpc";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Popover } from "@/components/ui/popover";
import { Select } from "@/components/ui/select";
import { severities } from "@/server/alerts/enums";
import type { AlertFilters } from "./filters";

export type FilterPopoverProps = {
  filters: AlertFilters;
  active: number;
  /** There is no room for its word. */
  narrow: boolean;
  onApply: (change: Partial<AlertFilters>) => void;
};

const words = { critical: "Critical", warning: "Warning", info: "Info" };

/** Narrows the list. Fields apply together, so that a half-typed service asks the server nothing. */
export function FilterPopover({ filters, active, narrow, onApply }: FilterPopoverProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label="Filters"
      align="end"
      trigger={
        <Button icon={<ListFilter />}>
          <span className={narrow ? "sr-only" : "max-md:sr-only"}>Filter</span>
          {active > 0 ? <span className="text-meta text-secondary">{active}</span> : null}
        </Button>
      }
    >
      <FilterForm
        filters={filters}
        onApply={(change) => {
          setOpen(false);
          onApply(change);
        }}
      />
    </Popover>
  );
}

function FilterForm({ filters, onApply }: Omit<FilterPopoverProps, "active" | "narrow">) {
  const trpc = useTRPC();
  const integrations = useQuery(trpc.integrations.list.queryOptions({ limit: 200 }));
  const facets = useQuery(trpc.alerts.facets.queryOptions({}));
  const [labelError, setLabelError] = useState<string>();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const text = (name: string) => String(data.get(name) ?? "").trim() || null;
    const label = text("label");
    if (label && !/^[^=]+=/.test(label)) {
      setLabelError("Write it as key=value, like region=eu-1.");
      return;
    }
    onApply({
      severity: severities.find((severity) => severity === data.get("severity")) ?? null,
      service: text("service"),
      environment: text("environment"),
      integration: text("integration"),
      label,
      group: data.get("group") ? "incident" : "none",
    });
  }

  return (
    <form onSubmit={submit} className="space-y-3">
      <Field label="Severity">
        <Select
          name="severity"
          defaultValue={filters.severity ?? ""}
          options={[
            { value: "", label: "Any" },
            ...severities.map((severity) => ({ value: severity, label: words[severity] })),
          ]}
        />
      </Field>
      <Field label="Service">
        <Input
          name="service"
          dir="auto"
          list="alert-services"
          defaultValue={filters.service ?? ""}
          placeholder="Any"
          autoComplete="off"
        />
      </Field>
      <Field label="Environment">
        <Input
          name="environment"
          dir="auto"
          list="alert-environments"
          defaultValue={filters.environment ?? ""}
          placeholder="Any"
          autoComplete="off"
        />
      </Field>
      <Field label="Integration">
        <Select
          key={integrations.data ? "known" : "asked"}
          name="integration"
          defaultValue={filters.integration ?? ""}
          options={[
            { value: "", label: "Any" },
            ...(integrations.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </Field>
      <Field label="Label" hint="One label, as key=value." error={labelError}>
        <Input
          name="label"
          mono
          defaultValue={filters.label ?? ""}
          placeholder="region=eu-1"
          autoComplete="off"
          spellCheck={false}
        />
      </Field>
      <Checkbox name="group" label="Group by incident" defaultChecked={filters.group === "incident"} />
      <Options id="alert-services" values={facets.data?.services ?? []} />
      <Options id="alert-environments" values={facets.data?.environments ?? []} />
      <Button type="submit" variant="primary" className="w-full">
        Show alerts
      </Button>
    </form>
  );
}

function Options({ id, values }: { id: string; values: readonly string[] }) {
  return (
    <datalist id={id}>
      {values.map((value) => (
        <option key={value} value={value} />
      ))}
    </datalist>
  );
}
