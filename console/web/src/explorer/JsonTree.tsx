import { useState, type ReactNode } from 'react';
import { t } from '../text/text';

/** Deeper and longer parts begin closed, so that a large answer is there at once. */
const OPEN_DEPTH = 3;
const OPEN_MEMBERS_MAX = 50;

/** JSON whose objects and lists open and close. What is closed does not exist on the page. */
export function JsonTree({ value }: { readonly value: unknown }): ReactNode {
  return (
    <div className="json">
      <Node value={value} depth={0} />
    </div>
  );
}

function Node({ name, value, depth }: { readonly name?: string; readonly value: unknown; readonly depth: number }): ReactNode {
  if (typeof value !== 'object' || value === null) {
    return (
      <div className="json-line">
        <Name name={name} />
        <span className={`json-${value === null ? 'null' : typeof value}`}>{JSON.stringify(value)}</span>
      </div>
    );
  }
  return <Branch name={name} value={value} depth={depth} />;
}

function Branch({ name, value, depth }: { readonly name: string | undefined; readonly value: object; readonly depth: number }): ReactNode {
  const isList = Array.isArray(value);
  const members = Object.entries(value);
  const [open, setOpen] = useState(depth < OPEN_DEPTH && members.length <= OPEN_MEMBERS_MAX);
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)} className="json-branch">
      <summary>
        <Name name={name} />
        <span className="quiet">
          {isList ? '[' : '{'} {t(isList ? 'explorer.items' : 'explorer.members', { count: members.length })} {isList ? ']' : '}'}
        </span>
      </summary>
      {open && members.map(([key, member]) => <Node key={key} name={isList ? key : JSON.stringify(key)} value={member} depth={depth + 1} />)}
    </details>
  );
}

function Name({ name }: { readonly name: string | undefined }): ReactNode {
  return name === undefined ? null : <span className="json-name">{name}: </span>;
}
