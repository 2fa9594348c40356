import { Button, Dropdown } from 'antd';
import { useEffect, useRef, type ReactNode } from 'react';
import { Link, NavLink, Outlet, useLocation, useNavigation } from 'react-router';
import { t, type TextKey } from '../text/text';
import { FailureNotice } from './FailureNotice';
import { useSession } from './session';
import { useShade, type ShadeChoice } from './theme';

const PLACES: readonly (readonly [path: string, key: TextKey])[] = [
  ['/', 'shell.place.instances'],
  ['/explorer', 'shell.place.explorer'],
  ['/reference', 'shell.place.reference'],
  ['/errors', 'shell.place.errors'],
];

const SHADES: readonly (readonly [ShadeChoice, TextKey])[] = [
  ['system', 'shell.shade.system'],
  ['light', 'shell.shade.light'],
  ['dark', 'shell.shade.dark'],
];

/** What stands around every page: the way to its other pages, who is signed in, and the shade. */
export function Frame(): ReactNode {
  const { failure, retry } = useSession();
  const location = useLocation();
  const navigation = useNavigation();
  const content = useRef<HTMLElement>(null);
  const shown = useRef(location.pathname);
  useEffect(() => {
    // Another page begins at its top, for the eye and for the keyboard.
    if (shown.current !== location.pathname) {
      shown.current = location.pathname;
      scrollTo(0, 0);
      content.current?.focus({ preventScroll: true });
    }
  }, [location.pathname]);
  return (
    <>
      <a className="skip" href="#content">
        {t('shell.skip')}
      </a>
      <header className="bar">
        <Link to="/" className="brand">
          <img src="/console/icon.svg" alt="" width="24" height="24" />
          {t('shell.name')}
        </Link>
        <nav aria-label={t('shell.places')} className="places">
          {PLACES.map(([path, key]) => (
            <NavLink key={path} to={path} end={path === '/'}>
              {t(key)}
            </NavLink>
          ))}
        </nav>
        <div className="bar-end">
          <ShadeMenu />
          <AccountMenu />
        </div>
      </header>
      <div className={navigation.state === 'idle' ? 'progress' : 'progress progress-on'} aria-hidden="true" />
      <main id="content" ref={content} className="page" tabIndex={-1}>
        {failure !== undefined && <FailureNotice failure={failure} retry={retry} />}
        <Outlet />
      </main>
    </>
  );
}

function ShadeMenu(): ReactNode {
  const { choice, choose } = useShade();
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectable: true,
        selectedKeys: [choice],
        items: SHADES.map(([key, text]) => ({ key, label: t(text), onClick: () => choose(key) })),
      }}
    >
      <Button type="text" aria-label={t('shell.shade')} icon={<HalfDisc />} />
    </Dropdown>
  );
}

function HalfDisc(): ReactNode {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <path d="M8 1.8a6.2 6.2 0 0 1 0 12.4z" fill="currentColor" />
    </svg>
  );
}

function AccountMenu(): ReactNode {
  const { session, signOut } = useSession();
  if (session?.signedIn !== true) {
    return null;
  }
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'arn', disabled: true, label: <code className="arn">{session.arn}</code> },
          { type: 'divider' },
          { key: 'out', label: t('shell.signOut'), onClick: () => void signOut() },
        ],
      }}
    >
      <Button type="text" aria-label={t('shell.account', { name: session.arn ?? '' })} className="account">
        {nameOf(session.arn ?? '')}
      </Button>
    </Dropdown>
  );
}

/** The last part of an ARN, or the account's number of one that names no user: "acs:ram::1000:user/eve" is eve. */
function nameOf(arn: string): string {
  const [, , , account, resource = ''] = arn.split(':');
  return resource.includes('/') ? resource.slice(resource.indexOf('/') + 1) : (account ?? arn);
}
