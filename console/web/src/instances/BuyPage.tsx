import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { Title } from '../shell/Title';
import { t } from '../text/text';
import { BuyAntiDdos } from './BuyAntiDdos';
import { BuySecurity } from './BuySecurity';
import { BuySitePlan } from './BuySitePlan';

const KINDS = ['antiDdos', 'sitePlan', 'security'] as const;
type Wares = (typeof KINDS)[number];

/** Buys something new: what, how much of it, for how long, and what that costs before it is paid. */
export function BuyPage(): ReactNode {
  const [parameters, setParameters] = useSearchParams();
  const kind = KINDS.find((known) => known === parameters.get('of')) ?? 'antiDdos';
  return (
    <div className="buy">
      <Title of={t('buy.title')} />
      <h1>{t('buy.title')}</h1>
      <Segmented<Wares>
        className="buy-kinds"
        value={kind}
        onChange={(chosen) => setParameters({ of: chosen }, { replace: true })}
        aria-label={t('buy.kind')}
        options={KINDS.map((each) => ({ value: each, label: t(`buy.kind.${each}`) }))}
      />
      <p className="quiet">{t(`buy.${kind}`)}</p>
      {kind === 'antiDdos' && <BuyAntiDdos />}
      {kind === 'sitePlan' && <BuySitePlan />}
      {kind === 'security' && <BuySecurity plan={parameters.get('plan') ?? undefined} />}
    </div>
  );
}
