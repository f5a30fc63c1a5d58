import type { TypedDocumentString } from './generated/graphql';

export interface Endpoint {
  /** Where the storefront API is, such as `https://segue.example.com/graphql`. */
  url: string;
  /** The publishable key, `pk_…`. */
  key: string;
}

export type Post = <Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  how?: { keepalive?: boolean },
) => Promise<Data>;

/** An answer that can't get better by asking again: a revoked key, a value of the wrong kind. */
export class Refused extends Error {
  readonly code: string | undefined;

  constructor(message: string, code: string | undefined) {
    super(message);
    this.code = code;
  }
}

const TIMEOUT_MILLISECONDS = 3_000;

/**
 * Return a function that sends one operation. It sends a trusted document's id; a server that doesn't
 * know the document is sent the text instead, from then on.
 */
export function createPost({ url, key }: Endpoint): Post {
  let isTrusted = true;

  async function send(body: object, keepalive = false): Promise<Response> {
    return fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json',
        authorization: `Bearer ${key}`,
      },
      body: JSON.stringify(body),
      keepalive,
      credentials: 'omit',
      // A page that is left takes its timers along.
      signal: keepalive ? null : AbortSignal.timeout(TIMEOUT_MILLISECONDS),
    });
  }

  return async function post(document, variables, { keepalive } = {}) {
    const documentId: string = document.__meta__?.['hash'];
    const inFull = async () => ({ query: (await texts())[documentId], variables });
    let response = await send(isTrusted ? { documentId, variables } : await inFull(), keepalive);
    let answer = await response.json();
    if (codeOf(answer) === 'PERSISTED_DOCUMENT_NOT_FOUND') {
      isTrusted = false;
      response = await send(await inFull(), keepalive);
      answer = await response.json();
    }
    if (answer.data) return answer.data;
    const { status } = response;
    const message = answer.errors?.[0]?.message ?? `HTTP ${status}`;
    const isFinal = status >= 400 && status < 500 && status !== 429;
    throw isFinal ? new Refused(message, codeOf(answer)) : new Error(message);
  };
}

function codeOf(answer: any): string | undefined {
  return answer.errors?.[0]?.extensions?.code;
}

/** Loaded only where the server doesn't know a document by its id. */
async function texts(): Promise<Record<string, string>> {
  return (await import('../../persisted-documents.json')).default;
}
