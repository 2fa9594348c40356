/**
 * The error center is reached under /errors too, where the Recommend of an answer points; inside, it has the one address. Imported before
 * anything that makes the router, which looks at the address once, when it is made.
 */
if (location.pathname === '/errors' || location.pathname.startsWith('/errors/')) {
  history.replaceState(history.state, '', `/console${location.pathname}${location.search}${location.hash}`);
}
