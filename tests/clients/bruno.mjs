// Reads the Bruno collection with Bruno's own parser, sends its requests in order, and prints what they
// ask and what is answered as JSON. Bruno's command line does more of the same, but is 275 MB large.
//   node bruno.mjs <folder of the collection> <facts of the demo>
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import bruno from '@usebruno/lang';

const [collectionFolder, factsFile] = process.argv.slice(2);
const read = (...path) => readFileSync(join(collectionFolder, ...path), 'utf8');
const facts = JSON.parse(readFileSync(factsFile, 'utf8'));

const environment = bruno.bruToEnvJsonV2(read('environments', 'demo.bru'));
const variables = new Map(environment.variables.map(({ name }) => [name, facts[name]]));
const collection = bruno.collectionBruToJson(read('collection.bru'));
new Function('bru', collection.script.req)({
  getVar: (name) => variables.get(name),
  setVar: (name, value) => variables.set(name, value),
});

function filledIn(text) {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name) => {
    if (!variables.has(name)) throw new Error(`Nothing has set {{${name}}}`);
    return variables.get(name);
  });
}

const evaluated = (expression, res) => new Function('res', `return ${expression}`)(res);

function failedAssertions(request, res) {
  const fails = {
    'eq 200': (value) => value !== 200,
    'neq null': (value) => value === null,
    isUndefined: (value) => value !== undefined,
  };
  return request.assertions
    .filter(({ name, value }) => fails[value](evaluated(name, res)))
    .map(({ name, value }) => `${name}: ${value}`);
}

async function send(request, folder) {
  const auth = request.http.auth === 'inherit' ? folder.auth : request.auth;
  const { query, variables: given = '{}' } = request.body.graphql;
  const response = await fetch(filledIn(request.http.url), {
    method: request.http.method,
    headers: {
      'Content-Type': 'application/json',
      Authorization: `Bearer ${filledIn(auth.bearer.token)}`,
    },
    body: JSON.stringify({ query, variables: JSON.parse(filledIn(given)) }),
  });
  const res = { status: response.status, body: await response.json() };
  const failed = failedAssertions(request, res);
  if (failed.length === 0) {
    for (const { name, value } of request.vars?.res ?? []) variables.set(name, evaluated(value, res));
  }
  return { name: request.meta.name, query, failed, answer: res.body };
}

const sent = {};
const bySequence = (one, other) => Number(one.meta.seq) - Number(other.meta.seq);
for (const name of ['storefront', 'admin']) {
  const folder = bruno.collectionBruToJson(read(name, 'folder.bru'));
  const files = readdirSync(join(collectionFolder, name)).filter((file) => file !== 'folder.bru');
  const requests = files.map((file) => bruno.bruToJsonV2(read(name, file))).sort(bySequence);
  sent[name] = [];
  for (const request of requests) sent[name].push(await send(request, folder));
}
console.log(JSON.stringify(sent));
