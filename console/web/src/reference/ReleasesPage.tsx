import type { ReactNode } from 'react';
import changes from '../../../../CHANGELOG.md?raw';
import { Markdown } from './Markdown';
import './reference.css';

/** What has changed, from one release to the next. */
export function ReleasesPage(): ReactNode {
  return <Markdown text={changes} />;
}
