import { Button, Form, Input, Segmented } from 'antd';
import { useState, type ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { asFailure } from '../api/answer';
import type { ApiFailure, Credentials } from '../api/client';
import { t } from '../text/text';
import { FailureNotice } from './FailureNotice';
import { useSession } from './session';
import { Title } from './Title';

type Way = 'password' | 'key';

/** Signs in, by console password, AccessKey pair or, in development, one click, and goes back to where the viewer was. */
export function SignInPage(): ReactNode {
  const { session, signIn } = useSession();
  const location = useLocation();
  const [way, setWay] = useState<Way>('password');
  const [failure, setFailure] = useState<ApiFailure>();
  const [busy, setBusy] = useState(false);
  if (session === undefined) {
    return null;
  }
  if (session.signedIn) {
    return <Navigate to={placeIn(location.state)} replace />;
  }
  const enter = (credentials: Credentials): void => {
    setBusy(true);
    setFailure(undefined);
    signIn(credentials)
      .catch((reason: unknown) => setFailure(asFailure(reason)))
      .finally(() => setBusy(false));
  };
  return (
    <section className="sign-in" aria-labelledby="sign-in-title">
      <Title of={t('signIn.title')} />
      <h1 id="sign-in-title">{t('signIn.title')}</h1>
      {session.development && (
        <div className="sign-in-development">
          <Button type="primary" block size="large" loading={busy} onClick={() => enter({ development: true })}>
            {t('signIn.development')}
          </Button>
          <p className="quiet">{t('signIn.development.text')}</p>
          <div className="or" role="separator">
            {t('signIn.or')}
          </div>
        </div>
      )}
      <Segmented<Way>
        block
        value={way}
        onChange={setWay}
        aria-label={t('signIn.way')}
        options={[
          { value: 'password', label: t('signIn.password') },
          { value: 'key', label: t('signIn.key') },
        ]}
      />
      {way === 'password' ? (
        <Form<{ loginName: string; password: string }>
          key="password"
          layout="vertical"
          requiredMark={false}
          onFinish={enter}
          disabled={busy}
        >
          <Form.Item
            name="loginName"
            label={t('signIn.loginName')}
            extra={t('signIn.loginName.text')}
            rules={[{ required: true, message: t('signIn.needed') }]}
          >
            <Input autoComplete="username" />
          </Form.Item>
          <Form.Item name="password" label={t('signIn.passwordField')} rules={[{ required: true, message: t('signIn.needed') }]}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          <SubmitButton busy={busy} first={!session.development} />
        </Form>
      ) : (
        <Form<{ accessKeyId: string; accessKeySecret: string }>
          key="key"
          layout="vertical"
          requiredMark={false}
          onFinish={enter}
          disabled={busy}
        >
          <Form.Item name="accessKeyId" label="AccessKey ID" rules={[{ required: true, message: t('signIn.needed') }]}>
            <Input autoComplete="off" spellCheck={false} />
          </Form.Item>
          <Form.Item
            name="accessKeySecret"
            label="AccessKey secret"
            extra={t('signIn.key.text')}
            rules={[{ required: true, message: t('signIn.needed') }]}
          >
            <Input.Password autoComplete="off" />
          </Form.Item>
          <SubmitButton busy={busy} first={!session.development} />
        </Form>
      )}
      {failure !== undefined && <FailureNotice failure={failure} />}
    </section>
  );
}

function SubmitButton({ busy, first }: { readonly busy: boolean; readonly first: boolean }): ReactNode {
  return (
    <Button htmlType="submit" type={first ? 'primary' : 'default'} block loading={busy}>
      {t('signIn.submit')}
    </Button>
  );
}

function placeIn(state: unknown): string {
  const place = typeof state === 'object' && state !== null && 'place' in state ? state.place : undefined;
  return typeof place === 'string' ? place : '/';
}
