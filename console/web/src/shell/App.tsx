import { StyleProvider } from '@ant-design/cssinjs';
import { ConfigProvider } from 'antd';
import type { ReactNode } from 'react';
import { RouterProvider } from 'react-router';
import { router } from './routes';
import { SessionProvider } from './session';
import { ShadeProvider, useShade } from './theme';
import { antTheme } from './tokens';

export function App(): ReactNode {
  return (
    <ShadeProvider>
      <Themed>
        <SessionProvider>
          <RouterProvider router={router} />
        </SessionProvider>
      </Themed>
    </ShadeProvider>
  );
}

/** Where antd may put the styles that it still makes: on no page, for those of the page were written by the build (build/antdStyles.ts). */
const nowhere = document.createElement('div');

function Themed({ children }: { readonly children: ReactNode }): ReactNode {
  const { shade } = useShade();
  return (
    <StyleProvider container={nowhere}>
      <ConfigProvider
        theme={{ ...antTheme(shade), zeroRuntime: true }}
        wave={{ disabled: true }}
        // What opens from within a dialog has to lie on it, and nothing outside of it does.
        getPopupContainer={(opener) => opener?.closest('dialog') ?? document.body}
      >
        {children}
      </ConfigProvider>
    </StyleProvider>
  );
}
