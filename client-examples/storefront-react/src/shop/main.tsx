import '@fontsource-variable/figtree';
import '@fontsource-variable/fraunces';
import '../segue/segue.css';
import '../../../storefront/src/shop/shop.css';
import './react-shop.css';
import { StrictMode } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { createSegueClient } from '../segue';
import { Shop } from './Shop';

const { VITE_SEGUE_URL, VITE_SEGUE_KEY, BASE_URL } = import.meta.env;
const client = createSegueClient({ url: VITE_SEGUE_URL ?? '', publishableKey: VITE_SEGUE_KEY ?? '' });

const root = document.getElementById('root')!;
const shop = (
  <StrictMode>
    <BrowserRouter basename={BASE_URL}>
      <Shop client={client} />
    </BrowserRouter>
  </StrictMode>
);
// A server may have rendered the page already; see render.tsx.
if (root.hasChildNodes()) hydrateRoot(root, shop);
else createRoot(root).render(shop);
