import {
  type ComponentProps,
  cloneElement,
  isValidElement,
  type ReactElement,
  type ReactNode,
  useId,
} from "react";
import { cn } from "./cn";

export function Label({ className, children, htmlFor, ...rest }: ComponentProps<"label">) {
  return (
    <label
      htmlFor={htmlFor}
      className={cn("block font-medium text-foreground text-table", className)}
      {...rest}
    >
      {children}
    </label>
  );
}

type ControlProps = {
  id?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
  required?: boolean;
};

export type FieldProps = {
  label: ReactNode;
  /** Said before the person types; stays beside an error. */
  hint?: ReactNode;
  /** What is wrong and what to do. */
  error?: ReactNode;
  required?: boolean;
  optional?: boolean;
  className?: string;
  /** One control; the field gives it its id and ties hint and error to it. */
  children: ReactElement<ControlProps>;
};

export function Field({ label, hint, error, required, optional, className, children }: FieldProps) {
  const ownId = useId();
  if (!isValidElement(children)) return null;
  const id = children.props.id ?? ownId;
  const hintId = hint ? `${id}-hint` : undefined;
  const errorId = error ? `${id}-error` : undefined;
  const describedBy = [children.props["aria-describedby"], hintId, errorId].filter(Boolean).join(" ");
  return (
    <div className={cn("space-y-1.5", className)}>
      <Label htmlFor={id}>
        {label}
        {optional ? <span className="ml-1.5 font-normal text-tertiary">optional</span> : null}
      </Label>
      {cloneElement(children, {
        id,
        "aria-describedby": describedBy || undefined,
        "aria-invalid": error ? true : children.props["aria-invalid"],
        required: required ?? children.props.required,
      })}
      {hint ? (
        <p id={hintId} className="text-meta text-secondary">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={errorId} role="alert" className="text-critical-text text-meta">
          {error}
        </p>
      ) : null}
    </div>
  );
}
