import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Field, Operation } from '../contract/contract';
import { addressOf, readable } from '../errors/catalogue';
import { OperationBrowser } from '../explorer/OperationBrowser';
import { hintOf, typeText } from '../explorer/ParameterForm';
import { Hint } from '../shell/Hint';
import { Title } from '../shell/Title';
import { summaryOf } from '../text/operations';
import { t } from '../text/text';
import './reference.css';

/** A page for each operation, from its contract and in our own words. */
export function ReferencePage(): ReactNode {
  return (
    <OperationBrowser
      base="/reference"
      empty={
        <>
          <Title of={t('shell.place.reference')} />
          <Hint title={t('reference.choose')} text={t('reference.choose.text')}>
            <Link to="/coverage">{t('reference.coverage')}</Link> · <Link to="/releases">{t('reference.releases')}</Link>
          </Hint>
        </>
      }
      page={(operation) => <Page operation={operation} />}
    />
  );
}

function Page({ operation }: { readonly operation: Operation }): ReactNode {
  const { product, version, action } = operation;
  return (
    <article className="document">
      <Title of={`${action} · ${t('shell.place.reference')}`} />
      <Link to="/reference" className="explorer-back">
        {t('explorer.back')}
      </Link>
      <h1>{action}</h1>
      {!operation.built && <p className="notice">{t('explorer.notBuilt.text')}</p>}
      <p>{summaryOf(product, action)}</p>
      <p className="quiet">
        {product} {version} · {operation.methods.join(', ')}
        {operation.ramAction !== '' && <> · {t('reference.ramAction')} <code>{operation.ramAction}</code></>}
      </p>
      <p>
        <Link to={`/explorer/${product}/${action}`}>{t('reference.toExplorer')}</Link>
      </p>
      <h2>{t('explorer.parameters')}</h2>
      {operation.parameters.length === 0
        ? <p>{t('explorer.noParameters')}</p>
        : <Fields fields={operation.parameters} absent={operation.parametersNotBuilt} note={t('reference.refused')} request />}
      <h2>{t('reference.answer')}</h2>
      <Fields fields={operation.response} absent={operation.elementsAbsent} note={t('reference.absent')} />
      {operation.errors.length > 0 && (
        <>
          <h2>{t('reference.errors')}</h2>
          <p>{t('reference.errors.text')}</p>
          <ul className="error-list">
            {operation.errors.map(({ code, status }) => (
              <li key={code}>
                <Link to={addressOf(product, code)}>
                  <code>{readable(code)}</code>
                </Link>{' '}
                <span className="quiet">{status}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </article>
  );
}

interface FieldsProperties {
  readonly fields: readonly Field[];
  /** Names that the contract has and this service not. */
  readonly absent: readonly string[];
  /** What that means for them. */
  readonly note: string;
  readonly request?: boolean;
}

function Fields({ fields, absent, note, request = false }: FieldsProperties): ReactNode {
  return (
    <div className="scroll" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('reference.name')}</th>
            <th scope="col">{t('reference.type')}</th>
            {request && <th scope="col">{t('explorer.required')}</th>}
            <th scope="col">{t('reference.about')}</th>
          </tr>
        </thead>
        <tbody>
          {rows(fields, '').map(({ field, path }) => (
            <tr key={path}>
              <td>
                <code className={field.deprecated ? 'deprecated' : ''}>{path}</code>
              </td>
              <td>{typeText(field)}</td>
              {request && <td>{field.required ? t('reference.yes') : ''}</td>}
              <td>{[absent.includes(path) ? note : '', hintOf(field)].filter((part) => part !== '').join(' · ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface Row {
  readonly field: Field;
  /** `Tag[].Key`. */
  readonly path: string;
}

/** A row for each element and for all that is in it. */
function rows(fields: readonly Field[], prefix: string): readonly Row[] {
  return fields.flatMap((field) => {
    const path = prefix + field.name;
    const inner = field.text ?? field;
    const within = inner.type === 'array' ? (inner.items?.fields ?? []) : inner.fields;
    return [{ field, path }, ...rows(within, inner.type === 'array' ? `${path}[].` : `${path}.`)];
  });
}
