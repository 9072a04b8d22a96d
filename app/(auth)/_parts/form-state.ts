/** What a form's action answers when it does not lead on. Passwords are never given back. */
export type FormState = {
  message?: string;
  issues?: Record<string, string>;
  values?: Record<string, string>;
};
export type FormAction = (state: FormState, form: FormData) => Promise<FormState>;

export type FormField = {
  name: string;
  label: string;
  type?: "text" | "email" | "password";
  autoComplete: string;
  hint?: string;
  value?: string;
  optional?: boolean;
  minLength?: number;
};
