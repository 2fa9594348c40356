import type { ReactNode } from 'react';

/** What stands where nothing is: why that is so, and what can be done. */
export function Hint({
  title,
  text,
  children,
}: {
  readonly title: string;
  readonly text?: string;
  readonly children?: ReactNode;
}): ReactNode {
  return (
    <div className="hint">
      <p className="hint-title">{title}</p>
      {text !== undefined && <p>{text}</p>}
      {children !== undefined && <div className="hint-actions">{children}</div>}
    </div>
  );
}
