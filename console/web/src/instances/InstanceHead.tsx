import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { CopyButton } from '../shell/CopyButton';
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
              <span key={address} className="address">
                <span className="mono">{address}</span> <CopyButton text={address} />
              </span>
            ))}
          </p>
        </div>
        <div className="actions">{children}</div>
      </div>
    </>
  );
}
