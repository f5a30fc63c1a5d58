import { cacheExchange, type Cache } from '@urql/exchange-graphcache';
import { retryExchange } from '@urql/exchange-retry';
import { Client, fetchExchange, mapExchange, type CombinedError } from 'urql';

import schema from '~/gql/schema.json';

import type { Session } from './session';

/** Where the admin API answers; a build for another origin sets `VITE_SEGUE_ADMIN_URL`. */
export const ENDPOINT: string = import.meta.env.VITE_SEGUE_ADMIN_URL ?? '/admin/graphql';

/** What tells one thing from another of its type, where that isn't `id`. */
const KEY_FIELDS: Record<string, string> = {
  Segment: 'key',
  SmartSegmentDefinition: 'key',
  CouponPool: 'key',
  Suppression: 'email',
};

/** Types that are parts of others: Graphcache keeps them with whatever they belong to. */
const PARTS = Object.fromEntries(
  schema.__schema.types
    .filter((type) => type.kind === 'OBJECT' && !(type.name in KEY_FIELDS))
    .filter((type) => !type.fields?.some((field) => field.name === 'id'))
    .map((type) => [type.name, () => null]),
);

const KEYED = Object.fromEntries(
  Object.entries(KEY_FIELDS).map(([type, field]) => [
    type,
    (data: Record<string, unknown>) => data[field] as string,
  ]),
);

/** A change may alter lists and figures anywhere, so what is on screen is asked for anew after it. */
const FORGETTING = Object.fromEntries(
  (schema.__schema.types.find((type) => type.name === 'Mutation')?.fields ?? []).map((field) => [
    field.name,
    (_result: unknown, _arguments: unknown, cache: Cache) => {
      for (const { fieldKey } of cache.inspectFields('Query')) cache.invalidate('Query', fieldKey);
    },
  ]),
);

/**
 * Make a client for one session.
 *
 * @param onRefusedKey is called when the API no longer takes the key.
 */
export function createClient(session: Session, onRefusedKey: () => void): Client {
  return new Client({
    url: ENDPOINT,
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    fetchOptions: { headers: sessionHeaders(session) },
    exchanges: [
      mapExchange({
        onError(error) {
          if (isRefusedKey(error)) onRefusedKey();
        },
      }),
      cacheExchange({
        schema: schema as never,
        keys: { ...PARTS, ...KEYED },
        updates: { Mutation: FORGETTING },
      }),
      retryExchange({ maxNumberAttempts: 4, retryIf: (error, { kind }) => kind === 'query' && isPassing(error) }),
      fetchExchange,
    ],
  });
}

/** Headers carry Latin letters only, so the name goes percent-encoded. */
export function sessionHeaders({ key, person }: Session): Record<string, string> {
  return {
    authorization: `Bearer ${key}`,
    ...(person && { 'segue-user': encodeURIComponent(person) }),
  };
}

/** A server that is busy, or on its way up, answers with 503. */
function isPassing(error: CombinedError): boolean {
  return (error.response as Response | undefined)?.status === 503;
}

export function isRefusedKey(error: CombinedError): boolean {
  const response = error.response as Response | undefined;
  return response?.status === 401 || response?.status === 403;
}

/** Return what is wrong with a key, or undefined when it opens a store. */
export async function checkKey(session: Session): Promise<string | undefined> {
  try {
    const response = await fetch(ENDPOINT, {
      method: 'POST',
      headers: { ...sessionHeaders(session), 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ store { id } }' }),
    });
    // Read to its end in any case: until then the browser keeps the connection.
    const { errors } = (await response.json()) as { errors?: { message: string }[] };
    if (response.ok && !errors) return undefined;
    return errors?.[0]?.message ?? `The server answered with status ${response.status}.`;
  } catch {
    return 'The server can’t be reached.';
  }
}
