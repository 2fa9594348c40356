import { createBrowserRouter, type RouteObject } from 'react-router';
import { InstancesPage } from '../instances/InstancesPage';
import { BrokenPage, MissingPage } from './EmptyPages';
import { Frame } from './Frame';
import { SignedIn } from './SignedIn';
import { SignInPage } from './SignInPage';

const routes: RouteObject[] = [
  {
    element: <Frame />,
    errorElement: <BrokenPage />,
    // While a page that is loaded lazily is the first one.
    hydrateFallbackElement: <div className="progress progress-on" />,
    children: [
      { path: 'sign-in', element: <SignInPage /> },
      {
        element: <SignedIn />,
        children: [
          { index: true, element: <InstancesPage /> },
          { path: 'buy', lazy: async () => ({ Component: (await import('../instances/BuyPage')).BuyPage }) },
          { path: 'instances/:product/:id', lazy: async () => ({ Component: (await import('../instances/InstancePage')).InstancePage }) },
        ],
      },
      { path: 'explorer/:product?/:action?', lazy: async () => ({ Component: (await import('../explorer/ExplorerPage')).ExplorerPage }) },
      {
        path: 'reference/:product?/:action?',
        lazy: async () => ({ Component: (await import('../reference/ReferencePage')).ReferencePage }),
      },
      { path: 'errors/:product?/:code?', lazy: async () => ({ Component: (await import('../errors/ErrorsPage')).ErrorsPage }) },
      { path: 'releases', lazy: async () => ({ Component: (await import('../reference/ReleasesPage')).ReleasesPage }) },
      { path: 'coverage', lazy: async () => ({ Component: (await import('../reference/CoveragePage')).CoveragePage }) },
      { path: '*', element: <MissingPage /> },
    ],
  },
];

export const router = createBrowserRouter(routes, { basename: '/console' });
