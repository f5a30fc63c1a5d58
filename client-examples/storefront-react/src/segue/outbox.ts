import { CombinedGraphQLErrors, type ApolloClient } from '@apollo/client';
import { randomId, storedValue } from './browser';
import { graphql } from './generated';
import type { EventInput, InteractionInput, InteractionKind } from './generated/graphql';
import { currentVisit } from './visitor';

const TrackEvents = graphql(/* GraphQL */ `
  mutation TrackEvents($input: TrackEventsInput!) {
    trackEvents(input: $input) {
      ... on UserError {
        message
      }
      ... on InvalidInput {
        problems {
          path
        }
      }
    }
  }
`);

const RecordInteractions = graphql(/* GraphQL */ `
  mutation RecordInteractions($input: RecordInteractionsInput!) {
    recordInteractions(input: $input) {
      ... on UserError {
        message
      }
      ... on InvalidInput {
        problems {
          path
        }
      }
    }
  }
`);

export type EventKind = keyof EventInput;
/** What an event says, without what is added here: its id, its moment and its visit. */
export type EventFacts<Kind extends EventKind> = Omit<NonNullable<EventInput[Kind]>, 'id' | 'occurredAt' | 'sessionId'>;

interface Entry {
  id: string;
  visitorId: string;
  at: number;
  kind: EventKind | 'interaction';
  facts: object;
  /** Sent without its moment, because the server didn't take that. */
  isUndated?: boolean;
}

const GATHERING_MILLISECONDS = 1_000;
const LONGEST_PAUSE_MILLISECONDS = 60_000;
/** The server's own clock says better when something younger than this happened. */
const FRESH_MILLISECONDS = 5_000;
const MAXIMUM_ENTRIES = 500;
/** Browsers let 64 KiB out of a page that is being left; this many events are well below. */
const MAXIMUM_BATCH = 80;

const waiting = storedValue<Entry[]>('segue.outbox');

/**
 * Keeps what the visitor does until the server has it: in batches, again after a failure, over the end
 * of the page and through hours without a network. Ids are made once, so sending twice does no harm.
 */
export class Outbox {
  #client: ApolloClient;
  #clockOffset: number;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #underWay: Promise<void> | undefined;

  constructor(client: ApolloClient, clockOffsetMilliseconds: number) {
    this.#client = client;
    this.#clockOffset = clockOffsetMilliseconds;
  }

  track<Kind extends EventKind>(visitorId: string, kind: Kind, facts: EventFacts<Kind>, id = randomId()): void {
    this.#add({ id, visitorId, kind, at: Date.now(), facts: { ...facts, sessionId: currentVisit().id } });
  }

  record(visitorId: string, decisionId: string, kind: InteractionKind): void {
    this.#add({ id: randomId(), visitorId, kind: 'interaction', at: Date.now(), facts: { decisionId, kind } });
  }

  /** Send all that is there; resolves once it has arrived or failed. */
  flush = (): Promise<void> => {
    this.#underWay ??= this.#sendAll().finally(() => {
      this.#underWay = undefined;
    });
    return this.#underWay;
  };

  /** Send when the network is back and when the page is left. Returns what ends that. */
  connect(): () => void {
    const leave = () => {
      if (document.visibilityState === 'hidden') this.#sendLast();
    };
    window.addEventListener('online', this.flush);
    document.addEventListener('visibilitychange', leave);
    if (entries().length > 0) this.#plan(0);
    return () => {
      clearTimeout(this.#timer);
      window.removeEventListener('online', this.flush);
      document.removeEventListener('visibilitychange', leave);
    };
  }

  #add(entry: Entry): void {
    const before = entries().filter(({ id }) => id !== entry.id);
    waiting.write([...before, entry].slice(-MAXIMUM_ENTRIES));
    if (this.#failures === 0) this.#plan(GATHERING_MILLISECONDS);
  }

  #plan(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.flush, milliseconds);
  }

  async #sendAll(): Promise<void> {
    clearTimeout(this.#timer);
    // What the same rendering reports goes in one call.
    await Promise.resolve();
    try {
      for (let batch = nextBatch(entries()); batch.length > 0; batch = nextBatch(entries())) await this.#send(batch);
      this.#failures = 0;
    } catch {
      const pause = Math.min(1_000 * 2 ** this.#failures++, LONGEST_PAUSE_MILLISECONDS);
      this.#plan(pause * (0.5 + Math.random() / 2));
    }
  }

  /** Nobody waits for an answer here: what arrived is forgotten when it is sent again. */
  #sendLast(): void {
    const first = nextBatch(entries());
    const second = nextBatch(entries().filter((entry) => !first.includes(entry)));
    for (const batch of [first, second]) {
      if (batch.length > 0) this.#send(batch, true).catch(() => undefined);
    }
  }

  async #send(batch: Entry[], keepalive = false): Promise<void> {
    try {
      settle(batch, await this.#mutate(batch, keepalive));
    } catch (error) {
      if (!CombinedGraphQLErrors.is(error) || hasCode(error, 'DATABASE_UNAVAILABLE')) throw error;
      if (batch.length === 1 || !hasCode(error, 'BAD_USER_INPUT')) return forget(batch);
      // One entry that isn't understood must not take the others along: find it by halves.
      const middle = batch.length >> 1;
      await this.#send(batch.slice(0, middle), keepalive);
      await this.#send(batch.slice(middle), keepalive);
    }
  }

  /** Returns what is wrong with entries of the batch. */
  async #mutate(batch: Entry[], keepalive: boolean): Promise<{ path: string[] }[]> {
    const [{ visitorId, kind }] = batch as [Entry];
    const context = { fetchOptions: { keepalive } };
    const inputs = batch.map((entry) => this.#asInput(entry));
    let result;
    if (kind === 'interaction') {
      const input = { visitorId, interactions: inputs as InteractionInput[] };
      const { data } = await this.#client.mutate({ mutation: RecordInteractions, variables: { input }, context });
      result = data?.recordInteractions;
    } else {
      const input = { visitorId, events: inputs as EventInput[] };
      const { data } = await this.#client.mutate({ mutation: TrackEvents, variables: { input }, context });
      result = data?.trackEvents;
    }
    // What makes the visitor known is still under way, perhaps from another tab.
    if (result?.__typename === 'UnknownVisitor') throw new Error(result.message);
    return result?.__typename === 'InvalidInput' ? result.problems : [];
  }

  #asInput({ id, at, kind, facts, isUndated }: Entry): EventInput | InteractionInput {
    const isFresh = Date.now() - at < FRESH_MILLISECONDS;
    const moment = isFresh || isUndated ? {} : { occurredAt: new Date(at + this.#clockOffset).toISOString() };
    const input = { ...facts, id, ...moment };
    return (kind === 'interaction' ? input : { [kind]: input }) as EventInput | InteractionInput;
  }
}

function entries(): Entry[] {
  return waiting.read() ?? [];
}

/** What can go together: events of one visitor, or interactions; events first, as they make the visitor known. */
function nextBatch(all: Entry[]): Entry[] {
  const first = all.find(({ kind }) => kind !== 'interaction') ?? all[0];
  return all
    .filter(({ visitorId, kind }) => visitorId === first?.visitorId && (kind === 'interaction') === (first.kind === 'interaction'))
    .slice(0, MAXIMUM_BATCH);
}

function forget(batch: Entry[]): void {
  const done = new Set(batch.map(({ id }) => id));
  waiting.write(entries().filter(({ id }) => !done.has(id)));
}

/** Forget what has arrived. Where some of it can't be used, the rest goes again without that. */
function settle(batch: Entry[], problems: { path: string[] }[]): void {
  const faults = problems.map(({ path }) => ({ id: batch[Number(path[1])]?.id, isOfMoment: path.includes('occurredAt') }));
  if (faults.length === 0 || faults.some(({ id }) => id === undefined)) return forget(batch);
  waiting.write(
    entries().flatMap((entry) => {
      const own = faults.filter(({ id }) => id === entry.id);
      if (own.length === 0) return [entry];
      return own.every(({ isOfMoment }) => isOfMoment) && !entry.isUndated ? [{ ...entry, isUndated: true }] : [];
    }),
  );
}

function hasCode(error: CombinedGraphQLErrors, code: string): boolean {
  return error.errors.some(({ extensions }) => extensions?.['code'] === code);
}
