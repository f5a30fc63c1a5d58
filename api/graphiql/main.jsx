import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';

const { endpoint, title, key, query } = JSON.parse(
  document.getElementById('segue-graphiql').textContent,
);

// GraphiQL asks for the schema before it has read its header editor.
const authorization = key ? { Authorization: `Bearer ${key}` } : {};

async function fetcher(params, { headers } = {}) {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/graphql-response+json',
      ...authorization,
      ...headers,
    },
    body: JSON.stringify(params),
  });
  return response.json();
}

document.title = title;
createRoot(document.getElementById('root')).render(
  <GraphiQL
    fetcher={fetcher}
    initialQuery={query}
    initialHeaders={JSON.stringify({ Authorization: `Bearer ${key ?? 'your key'}` }, null, 2)}
    // The key stays in this page: it isn't kept in the browser's storage.
    shouldPersistHeaders={false}
    // Each endpoint has its own tabs, history and editors.
    storage={storageFor(endpoint)}
  />,
);

function storageFor(prefix) {
  const named = (name) => `segue${prefix}:${name}`;
  return {
    getItem: (name) => localStorage.getItem(named(name)),
    setItem: (name, value) => localStorage.setItem(named(name), value),
    removeItem: (name) => localStorage.removeItem(named(name)),
    clear: () => localStorage.clear(),
    get length() {
      return localStorage.length;
    },
  };
}
