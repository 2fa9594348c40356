import type { ReactNode } from 'react';
import coverage from '../../../../docs/COVERAGE.md?raw';
import { Markdown } from './Markdown';
import './reference.css';

/** Which operations are built, and which official client proves each. The tests write this page. */
export function CoveragePage(): ReactNode {
  return <Markdown text={coverage} />;
}
