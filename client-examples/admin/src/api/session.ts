/** What the page was served with; only the demo fills in a key. */
export interface PageFacts {
  key?: string;
}

/** Who works here: the key that opens the store, and the name that the audit log notes. */
export interface Session {
  key: string;
  person: string;
}

const STORAGE_KEY = 'segue-admin-session';

export function readPageFacts(): PageFacts {
  return JSON.parse(document.getElementById('segue-admin')?.textContent || '{}') as PageFacts;
}

/** Return the session of this tab; it ends with the tab. */
export function readSession(): Session | undefined {
  const stored = sessionStorage.getItem(STORAGE_KEY);
  return stored ? (JSON.parse(stored) as Session) : undefined;
}

export function writeSession(session: Session | undefined): void {
  if (session) sessionStorage.setItem(STORAGE_KEY, JSON.stringify(session));
  else sessionStorage.removeItem(STORAGE_KEY);
}
