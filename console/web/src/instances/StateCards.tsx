import type { ReactNode } from 'react';
import { t } from '../text/text';
import { Left, Moment } from '../time/Moment';
import { FailureNotice } from '../shell/FailureNotice';
import type { AntiDdosReading, Subscription } from './reading';

/** Whether something is on, off, or demands attention. */
export type Light = 'on' | 'off' | 'alert';

/** One thing that is on or off, and until when. */
export function StateCard({
  name,
  light,
  word,
  children,
}: {
  readonly name: string;
  readonly light: Light;
  readonly word: string;
  readonly children?: ReactNode;
}): ReactNode {
  return (
    <div className={`state state-${light}`}>
      <span className="state-name">{name}</span>
      <strong>{word}</strong>
      {children !== undefined && <span className="under">{children}</span>}
    </div>
  );
}

/** What of an Anti-DDoS instance is on and off now. */
export function StateCards({ reading }: { readonly reading: AntiDdosReading }): ReactNode {
  const { instance, addressState, blackholeUntil } = reading;
  const subscription = 'value' in reading.subscription ? reading.subscription.value : undefined;
  const mitigating = instance.status === 'running';
  return (
    <section aria-label={t('state.title')}>
      <div className="states">
        <StateCard name={t('state.mitigation')} light={mitigating ? 'on' : 'off'} word={t(mitigating ? 'state.on' : 'state.off')}>
          {instance.expiresAt !== undefined && <Until on={mitigating} at={instance.expiresAt} />}
        </StateCard>
        <StateCard
          name={t('state.forwarding')}
          light={instance.forwarding ? (mitigating ? 'on' : 'alert') : 'off'}
          word={t(instance.forwarding ? 'state.on' : 'state.off')}
        >
          {subscription?.stopAt !== undefined && <Until on={instance.forwarding} at={subscription.stopAt} />}
        </StateCard>
        <StateCard
          name={t('state.address')}
          light={addressState === 'normal' ? 'on' : addressState === 'expired' ? 'off' : 'alert'}
          word={blackholeUntil === undefined ? stateWord(addressState) : t('state.address.blackhole')}
        >
          {blackholeUntil !== undefined && <Until on at={blackholeUntil} />}
        </StateCard>
        <RenewalCard subscription={subscription} />
      </div>
      {'failure' in reading.subscription && <FailureNotice failure={reading.subscription.failure} />}
    </section>
  );
}

/** How something is renewed. */
export function RenewalCard({ subscription }: { readonly subscription: Subscription | undefined }): ReactNode {
  if (subscription === undefined) {
    return <StateCard name={t('state.renewal')} light="off" word={t('state.unknown')} />;
  }
  const automatic = subscription.renewal === 'AutoRenewal';
  return (
    <StateCard name={t('state.renewal')} light={automatic ? 'on' : 'off'} word={t(`state.renewal.${subscription.renewal}`)}>
      {automatic && subscription.renewalMonths !== undefined && t('state.renewal.months', { count: subscription.renewalMonths })}
    </StateCard>
  );
}

/** Until when it is on, or since when it is off. */
export function Until({ on, at }: { readonly on: boolean; readonly at: number }): ReactNode {
  return (
    <>
      {t(on ? 'state.until' : 'state.since')} <Moment at={at} /> · <Left until={at} />
    </>
  );
}

function stateWord(state: string): string {
  switch (state) {
    case 'normal':
    case 'expired':
    case 'defense':
    case 'blackhole':
    case 'punished':
      return t(`state.address.${state}`);
    default:
      return t('state.unknown');
  }
}
