import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useAction } from '../api/action';
import { ask } from '../api/products';
import { Dialog } from '../shell/Dialog';
import { FailureNotice } from '../shell/FailureNotice';
import { Field } from '../shell/Field';
import { t } from '../text/text';
import type { Instance } from './instance';

/** Reserves the release of an ESA security instance, after saying which sites lose their protection and having its id typed. */
export function EsaReleaseDialog({ instance, onClose }: { readonly instance: Instance; readonly onClose: () => void }): ReactNode {
  const [typed, setTyped] = useState('');
  const { busy, failure, run } = useAction();
  return (
    <Dialog
      title={t('release.esa.title')}
      onClose={onClose}
      actions={
        <Button
          danger
          type="primary"
          loading={busy}
          disabled={typed !== instance.id}
          onClick={() => run(() => ask('esa', 'ReleaseInstance', { InstanceId: instance.id }), onClose)}
        >
          {t('release.esa.do')}
        </Button>
      }
    >
      <p>{t('release.esa.text')}</p>
      {instance.addresses.length === 0 ? (
        <p>{t('release.esa.noSite')}</p>
      ) : (
        <>
          <p>{t('release.esa.sites')}</p>
          <ul className="mono">
            {instance.addresses.map((site) => (
              <li key={site}>{site}</li>
            ))}
          </ul>
        </>
      )}
      <Field name="release-id" label={t('release.type', { id: instance.id })}>
        <Input
          id="release-id"
          className="mono"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value.trim())}
        />
      </Field>
      {failure !== undefined && <FailureNotice failure={failure} />}
    </Dialog>
  );
}
