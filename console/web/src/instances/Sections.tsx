import { Tabs } from 'antd';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';

interface Section {
  readonly key: string;
  readonly name: string;
  readonly show: () => ReactNode;
}

/** Parts of a page of which one is shown. Which one is kept in the address; what is not shown is not read. */
export function Sections({ sections }: { readonly sections: readonly Section[] }): ReactNode {
  const [parameters, setParameters] = useSearchParams();
  const wanted = parameters.get('show');
  const shown = sections.find(({ key }) => key === wanted) ?? sections[0];
  return (
    <Tabs
      className="sections"
      activeKey={shown?.key ?? ''}
      onChange={(key) => setParameters({ show: key }, { replace: true })}
      destroyOnHidden
      animated={false}
      items={sections.map(({ key, name, show }) => ({ key, label: name, children: key === shown?.key ? show() : null }))}
    />
  );
}
