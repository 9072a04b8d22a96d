"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { type Permission, permissionsOf, type Role } from "@/server/kernel/permissions";
import { scopeGroups } from "./key-words";

const actions = ["read", "write", "delete"] as const;

export type ScopePickerProps = {
  role: Role;
  value: readonly Permission[];
  onChange: (scopes: Permission[]) => void;
};

/** Scopes by what they concern; those that one does not hold oneself are not offered. */
export function ScopePicker({ role, value, onChange }: ScopePickerProps) {
  const held = permissionsOf(role);
  return (
    <fieldset className="rounded-lg border border-line p-3">
      <legend className="sr-only">Scopes</legend>
      <ul className="space-y-1">
        {scopeGroups.map(({ noun, scopes }) => (
          <li key={noun} className="grid grid-cols-[minmax(6rem,1.4fr)_1fr_1fr_1fr] items-center gap-x-2">
            <span className="text-secondary text-table capitalize">{noun}</span>
            {actions.map((action) => {
              const scope = scopes.find((one) => one === `${noun}:${action}` && held.includes(one));
              return scope ? (
                <Checkbox
                  key={action}
                  label={<span className="text-table">{action}</span>}
                  aria-label={scope}
                  checked={value.includes(scope)}
                  onChange={(event) =>
                    onChange(
                      event.target.checked ? [...value, scope] : value.filter((other) => other !== scope),
                    )
                  }
                />
              ) : (
                <span key={action} />
              );
            })}
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
