import { renderToString } from 'react-dom/server';
import { StaticRouter } from 'react-router';
import { createSegueClient } from '../segue';
import { Shop } from './Shop';

/** A page of the shop as a server sends it: what campaigns there are is the browser's to ask. */
export function renderPage(path: string): string {
  const client = createSegueClient({ url: 'http://unused.invalid/', publishableKey: '' });
  return renderToString(
    <StaticRouter location={path} basename={import.meta.env.BASE_URL}>
      <Shop client={client} />
    </StaticRouter>,
  );
}
