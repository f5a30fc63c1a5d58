import { useState, useSyncExternalStore } from 'react';

/**
 * A value in the browser's storage that components can subscribe to, and that other tabs see. Where
 * storage is refused, as in some private windows, it lasts as long as the page.
 */
export function storedValue<Value>(key: string) {
  const listeners = new Set<() => void>();
  let text: string | null | undefined;
  let value: Value | null = null;

  function read(): Value | null {
    let current = text ?? null;
    try {
      current = localStorage.getItem(key);
    } catch {
      // What was written last still stands in `text`.
    }
    if (current !== text) {
      text = current;
      value = parsed<Value>(current);
    }
    return value;
  }

  function write(next: Value | null): void {
    text = next === null ? null : JSON.stringify(next);
    value = next;
    try {
      if (text === null) localStorage.removeItem(key);
      else localStorage.setItem(key, text);
    } catch {
      // Kept in `text` and `value` alone.
    }
    for (const listener of listeners) listener();
  }

  function subscribe(listener: () => void): () => void {
    listeners.add(listener);
    window.addEventListener('storage', listener);
    return () => {
      listeners.delete(listener);
      window.removeEventListener('storage', listener);
    };
  }

  return { read, write, subscribe };
}

function parsed<Value>(text: string | null): Value | null {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

/** A random id. `crypto.randomUUID` is there on HTTPS and localhost only. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A random id that lasts as long as what it is for, however often React renders and runs effects. */
export function useIdFor(subject: string): string {
  const [made, setMade] = useState(() => ({ subject, id: randomId() }));
  if (made.subject === subject) return made.id;
  const next = { subject, id: randomId() };
  setMade(next);
  return next.id;
}

export function currentDevice(): 'DESKTOP' | 'TABLET' | 'MOBILE' {
  if (!matchMedia('(pointer: coarse)').matches) return 'DESKTOP';
  return matchMedia('(min-width: 768px)').matches ? 'TABLET' : 'MOBILE';
}

const LESS_MOTION = '(prefers-reduced-motion: reduce)';

/** Whether the visitor has asked for less motion. */
export function useReducedMotion(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = matchMedia(LESS_MOTION);
      query.addEventListener('change', listener);
      return () => query.removeEventListener('change', listener);
    },
    () => matchMedia(LESS_MOTION).matches,
    () => true,
  );
}

export function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** For failures that are nobody's business but the developer's. */
export function quietly(error: unknown): void {
  console.debug('Segue shows nothing for now:', error);
}
