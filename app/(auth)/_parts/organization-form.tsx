import { foundOrganization } from "../actions";
import { AuthForm } from "./auth-form";

export function OrganizationForm() {
  return (
    <AuthForm
      action={foundOrganization}
      submit="Create the organization"
      fields={[
        {
          name: "name",
          label: "Name of your organization",
          autoComplete: "organization",
          hint: "Your company or group. Teams come later, inside it.",
        },
      ]}
    />
  );
}
