import type { ReactNode } from 'react';
import { CopyButton } from '../shell/CopyButton';

/** Text as it is, which can be copied. */
export function Lines({ text }: { readonly text: string }): ReactNode {
  return (
    <div className="lines">
      <CopyButton text={text} />
      <pre tabIndex={0}>{text}</pre>
    </div>
  );
}
