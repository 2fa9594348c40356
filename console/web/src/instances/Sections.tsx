import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { Tabs } from '../shell/Tabs';
import { t } from '../text/text';

interface Section {
  readonly key: string;
  readonly name: string;
  readonly show: () => ReactNode;
}

/** Parts of a page of which one is shown. Which one is kept in the address; what is not shown is not read. */
export function Sections({ sections }: { readonly sections: readonly Section[] }): ReactNode {
  const [parameters, setParameters] = useSearchParams();
  return (
    <div className="sections">
      <Tabs
        label={t('instance.sections')}
        tabs={sections.map(({ key, name, show }) => ({ id: key, label: name, content: show }))}
        chosen={parameters.get('show') ?? ''}
        onChoose={(key) => setParameters({ show: key }, { replace: true })}
      />
    </div>
  );
}
