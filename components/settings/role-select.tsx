"use client";

import { useState } from "react";
import { Select } from "@/components/ui/select";
import { type Role, roles } from "@/server/kernel/permissions";
import { roleLabels } from "./may";

export type RoleSelectProps = {
  /** Whose role it is, for a screen reader. */
  label: string;
  value: Role;
  /** Owners are made by owners alone. */
  mayMakeOwners: boolean;
  onChange: (role: Role) => Promise<unknown>;
};

/** Takes effect at once; the new role is shown while the server is asked. */
export function RoleSelect({ label, value, mayMakeOwners, onChange }: RoleSelectProps) {
  const [wanted, setWanted] = useState<Role | null>(null);
  return (
    <Select
      aria-label={label}
      className="w-28"
      value={wanted ?? value}
      disabled={wanted !== null}
      options={roles
        .filter((role) => role !== "owner" || mayMakeOwners || value === "owner")
        .map((role) => ({ value: role, label: roleLabels[role] }))}
      onChange={async (event) => {
        const role = event.target.value as Role;
        setWanted(role);
        await onChange(role);
        setWanted(null);
      }}
    />
  );
}
