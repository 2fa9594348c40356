import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { Title } from '../shell/Title';
import { t } from '../text/text';
import type { Instance } from './instance';
import { StatusMark } from './StatusMark';

/** What an instance is, and what can be done with it. */
export function InstanceHead({ instance, children }: { readonly instance: Instance; readonly children: ReactNode }): ReactNode {
  return (
    <>
      <Title of={instance.id} />
      <nav className="crumbs" aria-label={t('instance.way')}>
        <Link to="/">{t('instances.title')}</Link>
      </nav>
      <div className="page-head">
        <div className="instance-name">
          <h1 className="mono">{instance.id}</h1>
          <p className="instance-facts">
            <StatusMark status={instance.status} />
            <span>{t(`instances.kind.${instance.kind}`)}</span>
            <span>{instance.plan}</span>
            <span>{t(`instances.region.${instance.region}`)}</span>
            {instance.addresses.map((address) => (
              <Address key={address} address={address} />
            ))}
          </p>
        </div>
        <div className="actions">{children}</div>
      </div>
    </>
  );
}

/** A service address, which is there to be copied. */
function Address({ address }: { readonly address: string }): ReactNode {
  const [copied, setCopied] = useState(false);
  return (
    <span className="mono address">
      {address}{' '}
      <Button
        size="small"
        type="text"
        onClick={() => {
          navigator.clipboard.writeText(address).then(
            () => setCopied(true),
            () => setCopied(false),
          );
        }}
      >
        {t(copied ? 'instance.copied' : 'instance.copy')}
      </Button>
    </span>
  );
}
