import type { ReactNode } from 'react';

/** A label above its control. `name` is the id of the control. */
export function Field({
  name,
  label,
  hint,
  children,
}: {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      {children}
      {hint !== undefined && <span className="quiet field-hint">{hint}</span>}
    </div>
  );
}
