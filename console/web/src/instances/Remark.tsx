import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useAction } from '../api/action';
import { ask } from '../api/products';
import { FailureNotice } from '../shell/FailureNotice';
import { t } from '../text/text';
import type { Instance } from './instance';

/** The remark of an Anti-DDoS instance, to read and to change. */
export function Remark({ instance }: { readonly instance: Instance }): ReactNode {
  const [typed, setTyped] = useState<string>();
  const { busy, failure, run } = useAction();
  return (
    <section className="note" aria-label={t('remark.title')}>
      <h2>{t('remark.title')}</h2>
      {typed === undefined ? (
        <p>
          <span className={instance.remark === '' ? 'quiet' : 'remark'}>{instance.remark === '' ? t('remark.none') : instance.remark}</span>{' '}
          <Button size="small" type="link" onClick={() => setTyped(instance.remark)}>
            {t('remark.edit')}
          </Button>
        </p>
      ) : (
        <form
          className="inline-form"
          onSubmit={(event) => {
            event.preventDefault();
            run(
              () => ask('ddoscoo', 'ModifyInstanceRemark', { InstanceId: instance.id, Remark: typed }),
              () => setTyped(undefined),
            );
          }}
        >
          <Input
            size="small"
            autoFocus
            value={typed}
            maxLength={500}
            aria-label={t('remark.title')}
            onChange={(event) => setTyped(event.target.value)}
          />
          <Button size="small" type="primary" htmlType="submit" loading={busy}>
            {t('remark.save')}
          </Button>
          <Button size="small" onClick={() => setTyped(undefined)}>
            {t('shell.cancel')}
          </Button>
        </form>
      )}
      {failure !== undefined && <FailureNotice failure={failure} />}
    </section>
  );
}
