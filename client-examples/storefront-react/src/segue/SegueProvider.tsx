import type { ApolloClient } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { createContext, use, useEffect, useMemo, type ReactNode } from 'react';
import { ENGLISH, type Labels } from './labels';
import { Outbox } from './outbox';

interface SegueProviderProps {
  /** As `createSegueClient` makes it, or the shop's own. */
  client: ApolloClient;
  /** The language of the page, such as `tr-TR`. */
  locale: string;
  /** The components' own words in that language. */
  labels?: Partial<Labels> | undefined;
  /** Of a tester, as the admin API makes it: campaigns under test are shown as well. */
  testToken?: string | undefined;
  /** How far the server's clock is ahead of the visitor's; only a demo's is. */
  clockOffsetMilliseconds?: number | undefined;
  /** Of the shop's router: links of campaigns within the shop then don't load the page anew. */
  navigate?: ((path: string) => void) | undefined;
  children: ReactNode;
}

interface Segue {
  client: ApolloClient;
  outbox: Outbox;
  locale: string;
  labels: Labels;
  testToken: string | null;
  navigate: ((path: string) => void) | undefined;
  /** The server's moment, in milliseconds. */
  now: () => number;
}

const SegueContext = createContext<Segue | null>(null);

/** Connects everything below with Segue. Stands once, at the root of the shop. */
export function SegueProvider(props: SegueProviderProps) {
  const { client, locale, labels, testToken, navigate, clockOffsetMilliseconds = 0, children } = props;
  const outbox = useMemo(() => new Outbox(client, clockOffsetMilliseconds), [client, clockOffsetMilliseconds]);
  useEffect(() => outbox.connect(), [outbox]);
  const segue = useMemo(
    () => ({
      client,
      outbox,
      locale,
      labels: { ...ENGLISH, ...labels },
      testToken: testToken ?? null,
      navigate,
      now: () => Date.now() + clockOffsetMilliseconds,
    }),
    [client, outbox, locale, labels, testToken, navigate, clockOffsetMilliseconds],
  );
  return (
    <ApolloProvider client={client}>
      <SegueContext value={segue}>{children}</SegueContext>
    </ApolloProvider>
  );
}

export function useSegue(): Segue {
  const segue = use(SegueContext);
  if (segue === null) throw new Error('Put a <SegueProvider> around it.');
  return segue;
}

export function useLabels(): Labels {
  return useSegue().labels;
}
