import { useState, type ReactNode } from 'react';
import { LANGUAGES } from '../codegen/languages';
import type { Sample } from '../codegen/sample';
import { Tabs, type Tab } from '../shell/Tabs';
import { t } from '../text/text';
import { Lines } from './Lines';

const REMEMBERED_AS = 'breakwater.language';

/** Code for the call, in every language; the language stays what it was at the last visit. */
export function CodeView({ sample }: { readonly sample: Sample }): ReactNode {
  const [chosen, setChosen] = useState(() => localStorage.getItem(REMEMBERED_AS) ?? 'java');
  const tabs = LANGUAGES.flatMap((language): readonly Tab[] => {
    const code = language.code(sample);
    const install = language.install(sample);
    return code === undefined ? [] : [{
      id: language.id,
      label: language.label,
      content: () => (
        <>
          <p className="quiet">
            <code>{language.fileName(sample)}</code>
            {install !== '' && <> · {t('explorer.code.needs')} <code>{install}</code></>}
          </p>
          <Lines text={code} />
        </>
      ),
    }];
  });
  return (
    <section aria-label={t('explorer.code')}>
      <h2>{t('explorer.code')}</h2>
      <p className="quiet">{t('explorer.code.text')}</p>
      <Tabs
        label={t('explorer.code.language')}
        tabs={tabs}
        chosen={chosen}
        onChoose={(id) => {
          localStorage.setItem(REMEMBERED_AS, id);
          setChosen(id);
        }}
      />
    </section>
  );
}
