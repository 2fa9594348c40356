import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react';

export interface Tab {
  readonly id: string;
  readonly label: string;
  readonly content: () => ReactNode;
}

interface TabsProperties {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

/** Tabs that a keyboard moves through with the arrow keys, Home and End. Only the chosen one's content exists. */
export function Tabs({ label, tabs, chosen, onChoose }: TabsProperties): ReactNode {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const place = Math.max(0, tabs.findIndex((tab) => tab.id === chosen));
  const current = tabs[place];
  const move = (event: KeyboardEvent): void => {
    const to = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: tabs.length - 1 }[event.key];
    const target = to === undefined ? undefined : tabs[(to + tabs.length) % tabs.length];
    if (target !== undefined) {
      event.preventDefault();
      onChoose(target.id);
      list.current?.querySelector<HTMLElement>(`[data-tab="${target.id}"]`)?.focus();
    }
  };
  return (
    <div className="tabs">
      <div role="tablist" aria-label={label} className="tab-list" ref={list} onKeyDown={move}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            data-tab={tab.id}
            id={`${id}-${tab.id}`}
            aria-selected={tab.id === current?.id}
            aria-controls={`${id}-panel`}
            tabIndex={tab.id === current?.id ? 0 : -1}
            onClick={() => onChoose(tab.id)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${current?.id ?? ''}`} tabIndex={0} className="tab-panel">
        {current?.content()}
      </div>
    </div>
  );
}
