import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import 'virtual:antd.css';
import './shell/shell.css';
import './instances/instances.css';
import { App } from './shell/App';

// The error center is reached under /errors too, where the Recommend of an answer points; inside, it has the one address.
if (location.pathname.startsWith('/errors')) {
  history.replaceState(history.state, '', `/console${location.pathname}${location.search}${location.hash}`);
}

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
