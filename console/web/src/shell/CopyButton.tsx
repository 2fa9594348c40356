import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { t } from '../text/text';

/** Puts a text on the clipboard and says that it did. */
export function CopyButton({ text }: { readonly text: string }): ReactNode {
  // What was copied, not that something was: another text can be copied again.
  const [copied, setCopied] = useState<string>();
  return (
    <Button size="small" aria-live="polite" onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(text))}>
      {t(copied === text ? 'shell.copied' : 'shell.copy')}
    </Button>
  );
}
