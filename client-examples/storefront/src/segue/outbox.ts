import { listen, randomId, stored } from './browser';
import {
  RecordInteractionsDocument,
  TrackEventsDocument,
  type EventInput,
  type InteractionInput,
} from './generated/graphql';
import { Refused, type Post } from './transport';
import { currentVisit } from './visits';

export type EventKind = keyof EventInput;
/** What an event says, without what the module adds: its id, its moment and its visit. */
export type EventFacts<Kind extends EventKind> = Omit<
  NonNullable<EventInput[Kind]>,
  'id' | 'occurredAt' | 'sessionId'
>;

interface Entry {
  id: string;
  visitorId: string;
  at: number;
  /** Sent without its moment, because the server didn't take it. */
  isUndated?: true;
  sessionId?: string;
  kind: EventKind | 'interaction';
  facts: object;
}

const MAXIMUM_ENTRIES = 500;
const MAXIMUM_BATCH = 100;
/** Browsers let at most 64 KiB out of a page that is left; the envelope needs some of that. */
const MAXIMUM_BYTES = 56_000;
const GATHERING_MILLISECONDS = 1_000;
const LONGEST_PAUSE_MILLISECONDS = 60_000;
/** The server's clock says when a younger event happened: it is the better one. */
const FRESH_MILLISECONDS = 5_000;

export type Outbox = ReturnType<typeof createOutbox>;

/**
 * Keep what the visitor does until the server has it: in batches, again after a failure, and over
 * the end of the page. Ids are made here, once, so that sending something twice does no harm.
 */
export function createOutbox(post: Post, clockOffsetMilliseconds = 0) {
  const storage = stored<Entry[]>('localStorage', 'segue.outbox');
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let underway: Promise<void> | undefined;

  /** What is waiting, of all tabs: whichever comes first sends it. */
  function waiting(): Entry[] {
    return storage.read() ?? [];
  }

  function keep(entries: Entry[]): void {
    storage.write(entries.slice(-MAXIMUM_ENTRIES));
  }

  function add(entry: Omit<Entry, 'id' | 'at'>): void {
    keep([...waiting(), { id: randomId(), at: Date.now(), ...entry }]);
    if (!failures) plan(GATHERING_MILLISECONDS);
  }

  function plan(milliseconds: number): void {
    clearTimeout(timer);
    timer = setTimeout(flush, milliseconds);
  }

  function flush(): Promise<void> {
    underway ??= deliverAll().finally(() => (underway = undefined));
    return underway;
  }

  async function deliverAll(): Promise<void> {
    clearTimeout(timer);
    try {
      for (let batch = nextBatch(); batch.length; batch = nextBatch()) await deliver(batch);
      failures = 0;
    } catch {
      const pause = Math.min(2 ** failures++ * 1_000, LONGEST_PAUSE_MILLISECONDS);
      plan(pause * (0.5 + Math.random() / 2));
    }
  }

  /** The oldest entries that fit into one call. Events go first: they make the visitor known. */
  function nextBatch(from = waiting(), maximumBytes = MAXIMUM_BYTES): Entry[] {
    const first = from.find(({ kind }) => kind !== 'interaction') ?? from[0];
    let bytes = 0;
    return from
      .filter(
        ({ kind, visitorId }) =>
          visitorId === first?.visitorId &&
          (kind === 'interaction') === (first.kind === 'interaction'),
      )
      .slice(0, MAXIMUM_BATCH)
      .filter((entry) => (bytes += byteLength(entry)) <= maximumBytes);
  }

  async function deliver(batch: Entry[], keepalive = false): Promise<void> {
    const [{ visitorId, kind } = { visitorId: '', kind: '' }] = batch;
    let result;
    try {
      if (kind === 'interaction') {
        const interactions = batch.map(toInteraction);
        const input = { visitorId, interactions };
        result = (await post(RecordInteractionsDocument, { input }, { keepalive })).recordInteractions;
      } else {
        const input = { visitorId, events: batch.map(toEvent) };
        result = (await post(TrackEventsDocument, { input }, { keepalive })).trackEvents;
      }
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return refuse(batch, error, keepalive);
    }
    if (result.__typename === 'InvalidInput') return setRight(batch, result.problems);
    // An event that makes the visitor known is still on its way, perhaps from another tab.
    if (result.__typename === 'UnknownVisitor') throw new Error(result.message);
    drop(batch);
  }

  /** One entry of the wrong kind must not take the others along: find it by halves. */
  async function refuse(batch: Entry[], error: Refused, keepalive: boolean): Promise<void> {
    if (error.code !== 'BAD_USER_INPUT' || batch.length < 2) {
      console.debug('Segue refuses what was tracked:', error.message, batch);
      return drop(batch);
    }
    const middle = batch.length >> 1;
    await deliver(batch.slice(0, middle), keepalive);
    await deliver(batch.slice(middle), keepalive);
  }

  function drop(batch: Entry[]): void {
    const done = new Set(batch.map(({ id }) => id));
    keep(waiting().filter(({ id }) => !done.has(id)));
  }

  /** One entry that can't be used must not hold the others back. */
  function setRight(batch: Entry[], problems: { path: string[] }[]): void {
    const undated = new Set<string>();
    const hopeless: Entry[] = [];
    for (const { path } of problems) {
      const entry = batch[Number(path[1])];
      if (entry && path.includes('occurredAt') && !entry.isUndated) undated.add(entry.id);
      else hopeless.push(...(entry ? [entry] : batch));
    }
    keep(waiting().map((entry) => (undated.has(entry.id) ? { ...entry, isUndated: true } : entry)));
    drop(hopeless);
  }

  function whatAndWhen({ id, at, isUndated, facts }: Entry) {
    const isFresh = Date.now() - at < FRESH_MILLISECONDS;
    const occurredAt = new Date(at + clockOffsetMilliseconds).toISOString();
    return { ...facts, id, ...(isFresh || isUndated ? {} : { occurredAt }) };
  }

  function toEvent(entry: Entry): EventInput {
    const { kind, sessionId } = entry;
    return { [kind]: { ...whatAndWhen(entry), sessionId } } as unknown as EventInput;
  }

  function toInteraction(entry: Entry): InteractionInput {
    return whatAndWhen(entry) as InteractionInput;
  }

  /** The page is being left: send what fits, without waiting. What was sent is sent again if need be. */
  function leave(): void {
    const first = nextBatch();
    const sizeOfFirst = first.reduce((bytes, entry) => bytes + byteLength(entry), 0);
    const rest = waiting().filter((entry) => !first.some(({ id }) => id === entry.id));
    for (const batch of [first, nextBatch(rest, MAXIMUM_BYTES - sizeOfFirst)]) {
      if (batch.length) deliver(batch, true).catch(() => undefined);
    }
  }

  listen(window, 'pagehide', leave);
  listen(document, 'visibilitychange', () => document.visibilityState === 'hidden' && leave());
  listen(window, 'online', () => void flush());
  if (waiting().length) plan(0);

  return {
    /** Keep an event; it is sent within a second, together with others. */
    track<Kind extends EventKind>(visitorId: string, kind: Kind, facts: EventFacts<Kind>): void {
      add({ visitorId, kind, facts, sessionId: currentVisit().id });
    },
    /** Keep what the visitor did with a campaign. */
    record(visitorId: string, decisionId: string, kind: InteractionInput['kind']): void {
      add({ visitorId, kind: 'interaction', facts: { decisionId, kind } });
    },
    /** Send all that is there now; resolves when it has arrived or failed. */
    flush,
  };
}

function byteLength(entry: Entry): number {
  return new TextEncoder().encode(JSON.stringify(entry)).length;
}
