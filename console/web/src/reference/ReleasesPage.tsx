import type { ReactNode } from 'react';
import changes from '../../../../CHANGELOG.md?raw';
import { Title } from '../shell/Title';
import { t } from '../text/text';
import { Markdown } from './Markdown';
import './reference.css';

/** What has changed, from one release to the next. */
export function ReleasesPage(): ReactNode {
  return (
    <>
      <Title of={t('reference.releases')} />
      <Markdown text={changes} />
    </>
  );
}
