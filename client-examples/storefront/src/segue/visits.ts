import { randomId, stored } from './browser';

/** A visit ends with half an hour's silence. */
const SILENCE_MILLISECONDS = 30 * 60_000;

export interface Visit {
  id: string;
  /** How many pages have been looked at, this one included. */
  pages: number;
  lastSeenAt: number;
  /** When clocks that go on from page to page began, by campaign and trigger. */
  clocks: Record<string, number>;
}

const visitor = stored<string>('localStorage', 'segue.visitor');
const visit = stored<Visit>('localStorage', 'segue.visit');

export function currentVisitorId(): string {
  const known = visitor.read();
  if (known) return known;
  const made = randomId();
  rememberVisitorId(made);
  return made;
}

export function rememberVisitorId(id: string): void {
  visitor.write(id);
}

export function currentVisit(): Visit {
  const now = Date.now();
  const before = visit.read();
  const isOver = !before || now - before.lastSeenAt > SILENCE_MILLISECONDS;
  const current: Visit = isOver
    ? { id: randomId(), pages: 0, lastSeenAt: now, clocks: {} }
    : { ...before, lastSeenAt: now };
  visit.write(current);
  return current;
}

export function countPage(): void {
  const current = currentVisit();
  visit.write({ ...current, pages: current.pages + 1 });
}

/** When the named clock of this visit was started: now, unless it runs already. */
export function clockStartedAt(name: string): number {
  const current = currentVisit();
  const startedAt = (current.clocks[name] ??= Date.now());
  visit.write(current);
  return startedAt;
}

export function restartClock(name: string): void {
  const current = currentVisit();
  current.clocks[name] = Date.now();
  visit.write(current);
}
