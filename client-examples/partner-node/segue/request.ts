import 'server-only';
import { userAgent } from 'next/server';
import type { Device } from './generated/graphql';

/** Returns what the visitor holds, as the browser says. */
export function deviceOf(headers: Headers): Device {
  switch (userAgent({ headers }).device.type) {
    case 'mobile':
      return 'MOBILE';
    case 'tablet':
      return 'TABLET';
    default:
      return 'DESKTOP';
  }
}

/** For answers that are one visitor's own: no cache may keep them, in the browser or on the way there. */
export const PRIVATE_HEADERS = { 'Cache-Control': 'private, no-store' };

/** Returns the body where it is a JSON object with these texts, else null. */
export async function textsOf<Name extends string>(
  request: Request,
  ...names: Name[]
): Promise<Record<Name, string> | null> {
  const body: unknown = await request.json().catch(() => null);
  if (typeof body !== 'object' || body === null) return null;
  const texts = body as Record<Name, unknown>;
  return names.every((name) => typeof texts[name] === 'string') ? (texts as Record<Name, string>) : null;
}
