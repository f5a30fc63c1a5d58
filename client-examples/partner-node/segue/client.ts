import 'server-only';
import type { TypedDocumentString } from './generated/graphql';

/** What is rendered waits for Segue this long at most; it usually answers within a few milliseconds. */
const TIMEOUT_MS = Number(process.env.SEGUE_TIMEOUT_MS ?? 300);

/** What happens behind a page that stands already may take longer. */
export const PATIENT_MS = 5_000;

/** How long an answer may be kept: by Next.js for everybody, or not at all. */
export type Caching = { cache: 'no-store' } | { next: { revalidate: number; tags: string[] } };

type Answer<Data> = {
  data?: Data | null;
  errors?: { message: string; extensions?: { code?: string } }[];
};

/**
 * Asks Segue and returns the data, or null where there is none in time: a shop works without its campaigns.
 *
 * The document's hash is sent in its place. A server that doesn't know it is sent the text.
 */
export async function ask<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  caching: Caching,
  timeoutMs = TIMEOUT_MS,
): Promise<Data | null> {
  const signal = AbortSignal.timeout(timeoutMs);
  const post = async (body: object): Promise<Answer<Data>> => {
    const response = await fetch(`${process.env.SEGUE_URL}/graphql`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/graphql-response+json',
        Authorization: `Bearer ${process.env.SEGUE_PUBLISHABLE_KEY}`,
      },
      body: JSON.stringify(body),
      signal,
      ...caching,
    });
    return (await response.json()) as Answer<Data>;
  };

  try {
    let answer = await post({ documentId: document.__meta__?.hash, variables });
    if (answer.errors?.[0]?.extensions?.code === 'PERSISTED_DOCUMENT_NOT_FOUND') {
      answer = await post({ query: document.toString(), variables });
    }
    if (answer.errors) throw new Error(answer.errors[0]?.message);
    return answer.data ?? null;
  } catch (error) {
    console.warn(`Segue: ${error instanceof Error ? error.message : error}`);
    return null;
  }
}
