import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import possibleTypes from './generated/possible-types';

export interface Endpoint {
  /** Where the storefront API is, such as `https://segue.example.com/graphql`. */
  url: string;
  /** The publishable key, `pk_…`. */
  publishableKey: string;
}

/** Longer than this, and the page is better without campaigns. */
const PATIENCE_MILLISECONDS = 3_000;

/** A stock Apollo Client for the storefront API. A shop that has one already needs its cache and links only. */
export function createSegueClient(endpoint: Endpoint): ApolloClient {
  return new ApolloClient({ cache: createSegueCache(), link: createSegueLink(endpoint), ssrMode: typeof window === 'undefined' });
}

export function createSegueCache(): InMemoryCache {
  return new InMemoryCache({
    // Generated from the schema: which types a fragment on an interface or a union fits.
    ...possibleTypes,
    typePolicies: {
      // Of an interface, and so of all five types of campaigns. Texts differ from language to language.
      Campaign: { keyFields: ['id', 'locale'] },
      EligibleCampaign: { keyFields: ['decisionId'] },
      ClaimedDisplay: { keyFields: ['decisionId'] },
    },
  });
}

export function createSegueLink({ url, publishableKey }: Endpoint): ApolloLink {
  return ApolloLink.from([
    // Names the operation by the id from persisted-documents.json; sends its text where that isn't known.
    new PersistedQueryLink({ generateHash: trustedDocumentId }),
    new HttpLink({
      uri: url,
      headers: { authorization: `Bearer ${publishableKey}` },
      credentials: 'omit',
      fetch: fetchInTime,
    }),
  ]);
}

function trustedDocumentId(document: object): string {
  const { hash } = (document as { __meta__: { hash: string } }).__meta__;
  return hash.replace('sha256:', '');
}

function fetchInTime(url: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  // What is sent while the page is being left has to outlive the page's timers.
  if (init.keepalive) return fetch(url, init);
  const timeout = AbortSignal.timeout(PATIENCE_MILLISECONDS);
  return fetch(url, { ...init, signal: init.signal ? AbortSignal.any([init.signal, timeout]) : timeout });
}
