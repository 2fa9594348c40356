import type { ReactNode } from 'react';
import coverage from '../../../../docs/COVERAGE.md?raw';
import { Title } from '../shell/Title';
import { t } from '../text/text';
import { Markdown } from './Markdown';
import './reference.css';

/** Which operations are built, and which official client proves each. The tests write this page. */
export function CoveragePage(): ReactNode {
  return (
    <>
      <Title of={t('reference.coverage')} />
      <Markdown text={coverage} />
    </>
  );
}
