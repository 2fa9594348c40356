import { Button, Input, Skeleton } from 'antd';
import { useState, type ReactNode } from 'react';
import { useAction } from '../api/action';
import { useAnswer } from '../api/answer';
import { ask, list, records } from '../api/products';
import { FailureNotice } from '../shell/FailureNotice';
import { t } from '../text/text';
import type { Instance } from './instance';

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** The tags of one thing, wherever they are kept. */
export interface Tags {
  readonly of: string;
  readonly read: (signal: AbortSignal) => Promise<readonly Tag[]>;
  readonly add: (tag: Tag) => Promise<unknown>;
  readonly remove: (key: string) => Promise<unknown>;
}

interface AntiDdosTagsWire {
  readonly TagResources: { readonly TagResource: readonly { readonly TagKey: string; readonly TagValue: string }[] };
}

export function antiDdosTags(instance: Instance): Tags {
  const target = { RegionId: instance.region, ResourceType: 'INSTANCE', ...list('ResourceIds', [instance.id]) };
  return {
    of: instance.id,
    read: async (signal) => {
      const answer = await ask<AntiDdosTagsWire>('ddoscoo', 'DescribeTagResources', target, signal);
      return answer.TagResources.TagResource.map(({ TagKey, TagValue }) => ({ key: TagKey, value: TagValue }));
    },
    add: ({ key, value }) => ask('ddoscoo', 'CreateTagResources', { ...target, ...records('Tags', [{ Key: key, Value: value }]) }),
    remove: (key) => ask('ddoscoo', 'DeleteTagResources', { ...target, ...list('TagKey', [key]) }),
  };
}

/** Tags to read, to add and to take away. */
export function TagList({ tags, named = true }: { readonly tags: Tags; readonly named?: boolean }): ReactNode {
  const { value, failure } = useAnswer(tags.of, tags.read);
  const [typed, setTyped] = useState<Tag>();
  const action = useAction();
  return (
    <section className="note" aria-label={t('tags.title')}>
      {named && <h2>{t('tags.title')}</h2>}
      <div className="tags">
        {value === undefined && failure === undefined && <Skeleton.Input active size="small" />}
        {value?.map(({ key, value: text }) => (
          <span key={key} className="tag">
            <span>
              {key}
              {text !== '' && <span className="quiet">={text}</span>}
            </span>
            <button
              type="button"
              disabled={action.busy}
              aria-label={t('tags.remove', { key })}
              title={t('tags.remove', { key })}
              onClick={() => action.run(() => tags.remove(key))}
            >
              ×
            </button>
          </span>
        ))}
        {value?.length === 0 && typed === undefined && <span className="quiet">{t('tags.none')}</span>}
        {value !== undefined && typed === undefined && (
          <Button size="small" type="link" onClick={() => setTyped({ key: '', value: '' })}>
            {t('tags.add')}
          </Button>
        )}
      </div>
      {typed !== undefined && (
        <form
          className="inline-form"
          onSubmit={(event) => {
            event.preventDefault();
            action.run(
              () => tags.add(typed),
              () => setTyped(undefined),
            );
          }}
        >
          <Input
            size="small"
            autoFocus
            required
            value={typed.key}
            placeholder={t('tags.key')}
            aria-label={t('tags.key')}
            onChange={(event) => setTyped({ ...typed, key: event.target.value })}
          />
          <Input
            size="small"
            value={typed.value}
            placeholder={t('tags.value')}
            aria-label={t('tags.value')}
            onChange={(event) => setTyped({ ...typed, value: event.target.value })}
          />
          <Button size="small" type="primary" htmlType="submit" loading={action.busy}>
            {t('tags.add')}
          </Button>
          <Button size="small" onClick={() => setTyped(undefined)}>
            {t('shell.cancel')}
          </Button>
        </form>
      )}
      {failure !== undefined && <FailureNotice failure={failure} />}
      {action.failure !== undefined && <FailureNotice failure={action.failure} />}
    </section>
  );
}
