/** What the server that serves the page fills in; see `demo-shop.ts`. */
export interface Facts {
  url: string;
  key: string;
  /** The server's moment; the demo's clock isn't today's. */
  now?: number;
  /** Customers to try the shop as, by smart segment. */
  visitors?: Record<string, string>;
}

export function readFacts(): Facts {
  const written = document.getElementById('segue-shop')?.textContent ?? '{}';
  return { url: '/graphql', key: '', ...JSON.parse(written) };
}
