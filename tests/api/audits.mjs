// Runs the GraphQL-over-HTTP conformance audits of `graphql-http` and prints their outcomes as JSON.
//   node audits.mjs <url> <key>
import { serverAudits } from 'graphql-http';

const [url, key] = process.argv.slice(2);
const fetchFn = (input, init) =>
  fetch(input, { ...init, headers: { ...init?.headers, authorization: `Bearer ${key}` } });
const outcomes = [];
for (const audit of serverAudits({ url, fetchFn })) {
  const { id, name, status, reason } = await audit.fn();
  outcomes.push({ id, name, status, reason });
}
console.log(JSON.stringify(outcomes));
