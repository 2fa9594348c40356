import { Button } from 'antd';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { t } from '../text/text';

interface DialogProperties {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** The buttons that act; closing has its own. */
  readonly actions?: ReactNode;
}

/**
 * A dialog over the page, which keeps the focus and closes by Escape. It is the browser's own: antd's would add a style element to the page
 * to stop it from scrolling, which the content security policy forbids.
 */
export function Dialog({ title, onClose, children, actions }: DialogProperties): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <h2 id={titleId}>{title}</h2>
      <div className="dialog-body">{children}</div>
      <div className="dialog-actions">
        <Button onClick={onClose}>{t('shell.close')}</Button>
        {actions}
      </div>
    </dialog>
  );
}
