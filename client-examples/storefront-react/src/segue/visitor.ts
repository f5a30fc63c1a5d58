import { useEffect, useSyncExternalStore } from 'react';
import { randomId, storedValue } from './browser';

const visitorId = storedValue<string>('segue.visitor');

/** A visit ends with half an hour's silence. */
const SILENCE_MILLISECONDS = 30 * 60_000;

export interface Visit {
  id: string;
  /** How many pages have been looked at, this one included. */
  pages: number;
  lastPageId: string | null;
  lastSeenAt: number;
  /** When the clocks of triggers that go on from page to page were started. */
  clocks: Record<string, number>;
}

const visit = storedValue<Visit>('segue.visit');

/** Who is looking: `id` is null on the server, and until the browser has made one. */
export function useVisitor() {
  const id = useSyncExternalStore(visitorId.subscribe, visitorId.read, () => null);
  useEffect(() => {
    if (visitorId.read() === null) visitorId.write(randomId());
  }, [id]);
  return {
    id,
    /** From here on, the visitor is this customer. */
    identify: visitorId.write as (customerId: string) => void,
  };
}

export function currentVisit(): Visit {
  const before = visit.read();
  const now = Date.now();
  const isOver = before === null || now - before.lastSeenAt > SILENCE_MILLISECONDS;
  const current = isOver
    ? { id: randomId(), pages: 0, lastPageId: null, lastSeenAt: now, clocks: {} }
    : { ...before, lastSeenAt: now };
  visit.write(current);
  return current;
}

/** Count a page of the visit; the same page counts once. */
export function countPage(pageId: string): Visit {
  const current = currentVisit();
  if (current.lastPageId === pageId) return current;
  const counted = { ...current, pages: current.pages + 1, lastPageId: pageId };
  visit.write(counted);
  return counted;
}

/** When the visit's clock of this name was started: now, unless it runs already. */
export function clockStartedAt(name: string): number {
  return currentVisit().clocks[name] ?? restartClock(name);
}

export function restartClock(name: string): number {
  const current = currentVisit();
  const startedAt = Date.now();
  visit.write({ ...current, clocks: { ...current.clocks, [name]: startedAt } });
  return startedAt;
}
