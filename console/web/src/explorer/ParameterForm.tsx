import { Button } from 'antd';
import { useId, type ReactNode } from 'react';
import type { Field } from '../contract/contract';
import { isSecret } from '../codegen/wire';
import { t } from '../text/text';
import { mayBeEmpty, outline, type Draft, type Drafts, type Problem } from './draft';

interface FormProperties {
  readonly fields: readonly Field[];
  readonly drafts: Drafts;
  readonly problems: readonly Problem[];
  /** What stands before a name: `Tag.1.`. */
  readonly prefix: string;
  readonly onChange: (drafts: Drafts) => void;
}

/** A control for each parameter of an operation, or for each member of a nested one; what is required comes first. */
export function ParameterForm({ fields, drafts, problems, prefix, onChange }: FormProperties): ReactNode {
  const ordered = [...fields].sort((one, other) => Number(other.required) - Number(one.required));
  return ordered.map((field) => (
    <Parameter
      key={field.name}
      name={field.name}
      field={field}
      path={prefix + field.name}
      draft={drafts[field.name]}
      problems={problems}
      onChange={(draft) => onChange({ ...drafts, [field.name]: draft })}
    />
  ));
}

interface ParameterProperties {
  /** How the control is called on the page. */
  readonly name: string;
  readonly field: Field;
  readonly path: string;
  readonly draft: Draft | undefined;
  readonly problems: readonly Problem[];
  readonly onChange: (draft: Draft) => void;
}

function Parameter(properties: ParameterProperties): ReactNode {
  const { field } = properties;
  if (field.type === 'array' && field.items !== undefined) {
    return <List {...properties} items={field.items} />;
  }
  if (field.type === 'object' && field.fields.length > 0) {
    return <Group {...properties} />;
  }
  return <Single {...properties} />;
}

function List({ name, field, items, path, draft, problems, onChange }: ParameterProperties & { readonly items: Field }): ReactNode {
  const drafts: readonly Draft[] = Array.isArray(draft) ? draft : [];
  const replaced = (index: number, item: Draft): readonly Draft[] => drafts.map((before, place) => (place === index ? item : before));
  return (
    <fieldset className="parameter-list">
      <legend>
        <Label name={name} field={field} />
      </legend>
      {drafts.map((item, index) => (
        <div key={index} className="parameter-item">
          <Parameter
            name={`${name} ${index + 1}`}
            field={items}
            path={`${path}.${index + 1}`}
            draft={item}
            problems={problems}
            onChange={(changed) => onChange(replaced(index, changed))}
          />
          <Button
            size="small"
            aria-label={t('explorer.remove.item', { name: `${name} ${index + 1}` })}
            onClick={() => onChange(drafts.filter((_, place) => place !== index))}
          >
            {t('explorer.remove')}
          </Button>
        </div>
      ))}
      <ProblemText path={path} problems={problems} />
      <Button
        size="small"
        aria-label={t('explorer.add.item', { name })}
        disabled={field.maxItems !== undefined && drafts.length >= field.maxItems}
        onClick={() => onChange([...drafts, items.type === 'object' && items.fields.length > 0 ? {} : ''])}
      >
        {t('explorer.add')}
      </Button>
    </fieldset>
  );
}

function Group({ name, field, path, draft, problems, onChange }: ParameterProperties): ReactNode {
  const drafts = typeof draft === 'object' && draft !== null && !Array.isArray(draft) ? (draft as Drafts) : {};
  return (
    <fieldset className="parameter-group">
      <legend>
        <Label name={name} field={field} />
      </legend>
      <ParameterForm fields={field.fields} drafts={drafts} problems={problems} prefix={`${path}.`} onChange={onChange} />
    </fieldset>
  );
}

function Single({ name, field, path, draft, problems, onChange }: ParameterProperties): ReactNode {
  const id = useId();
  const text = typeof draft === 'string' ? draft : '';
  const wrong = problems.some((problem) => problem.path === path);
  const hint = hintOf(field);
  const common = {
    id, value: text, 'aria-invalid': wrong, 'aria-required': field.required, 'aria-describedby': `${id}-hint`, spellCheck: false, autoComplete: 'off',
  };
  return (
    <div className="parameter">
      <label htmlFor={id}>
        <Label name={name} field={field} />
      </label>
      {control()}
      {text === '' && mayBeEmpty(field) && (
        <label className="send-empty quiet">
          <input
            type="checkbox"
            aria-label={t('explorer.sendEmpty.item', { name })}
            checked={draft === null}
            onChange={(event) => onChange(event.target.checked ? null : '')}
          />
          {t('explorer.sendEmpty')}
        </label>
      )}
      <span id={`${id}-hint`}>
        {hint !== '' && <span className="quiet">{hint}</span>}
        <ProblemText path={path} problems={problems} />
      </span>
    </div>
  );

  function control(): ReactNode {
    if (field.type === 'boolean') {
      return (
        <select {...common} onChange={(event) => onChange(event.target.value)}>
          <option value="" />
          <option value="true">true</option>
          <option value="false">false</option>
        </select>
      );
    }
    const inner = field.text ?? (field.type === 'map' || field.type === 'any' || field.type === 'object' ? field : undefined);
    if (inner !== undefined) {
      return (
        <>
          <textarea {...common} rows={4} onChange={(event) => onChange(event.target.value)} />
          {text === '' && field.text !== undefined && (
            <Button size="small" onClick={() => onChange(outline(inner))}>
              {t('explorer.outline')}
            </Button>
          )}
        </>
      );
    }
    return (
      <>
        <input
          {...common}
          type={isSecret(path) ? 'password' : 'text'}
          inputMode={field.type === 'integer' ? 'numeric' : field.type === 'number' ? 'decimal' : 'text'}
          list={field.values.length > 0 ? `${id}-values` : undefined}
          onChange={(event) => onChange(event.target.value)}
        />
        {field.values.length > 0 && (
          <datalist id={`${id}-values`}>
            {field.values.map((value) => <option key={value} value={value} />)}
          </datalist>
        )}
      </>
    );
  }
}

function Label({ name, field }: { readonly name: string; readonly field: Field }): ReactNode {
  return (
    <>
      <span className={field.deprecated ? 'parameter-name deprecated' : 'parameter-name'}>{name}</span>
      {field.required && <span className="mark mark-required">{t('explorer.required')}</span>}
      {field.deprecated && <span className="mark">{t('explorer.deprecated')}</span>}
      <span className="quiet"> {typeText(field)}</span>
    </>
  );
}

function ProblemText({ path, problems }: { readonly path: string; readonly problems: readonly Problem[] }): ReactNode {
  return problems.filter((problem) => problem.path === path).map(({ key, values }) => (
    <span key={key} className="parameter-problem" role="alert">
      {t(key, values)}
    </span>
  ));
}

/** The type as the reference and the form write it: `list of string`, `string, JSON`. */
export function typeText(field: Field): string {
  const type = field.type === 'array' && field.items !== undefined ? t('explorer.type.list', { type: typeText(field.items) }) : t(`explorer.type.${field.type}`);
  return field.encoding === 'json' || field.text !== undefined ? t('explorer.type.json', { type }) : type;
}

/** What the contract says about a value besides its type. */
export function hintOf(field: Field): string {
  const hints: string[] = [];
  const { minimum, maximum, minLength, maxLength, maxItems, format, separator, defaultValue, example, values } = field;
  if (minimum !== undefined && maximum !== undefined) {
    hints.push(t('explorer.hint.range', { minimum, maximum }));
  } else if (minimum !== undefined) {
    hints.push(t('explorer.hint.minimum', { minimum }));
  } else if (maximum !== undefined) {
    hints.push(t('explorer.hint.maximum', { maximum }));
  }
  if (maxLength !== undefined) {
    hints.push(t('explorer.hint.length', { minLength: minLength ?? 0, maxLength }));
  }
  if (maxItems !== undefined) {
    hints.push(t('explorer.hint.items', { maxItems }));
  }
  if (values.length > 0) {
    hints.push(t('explorer.hint.values', { values: values.join(', ') }));
  }
  if (format !== undefined) {
    hints.push(format === 'unix-ms' ? t('explorer.hint.unixMillis') : format === 'unix-s' ? t('explorer.hint.unixSeconds') : format);
  }
  if (separator !== undefined) {
    hints.push(t('explorer.hint.separator', { separator }));
  }
  if (defaultValue !== undefined) {
    hints.push(t('explorer.hint.default', { value: defaultValue }));
  }
  if (example !== undefined) {
    hints.push(t('explorer.hint.example', { example }));
  }
  return hints.join(' · ');
}
