import { timingSafeEqual } from 'node:crypto';
import { revalidateTag } from 'next/cache';
import { DEFAULT_HERO_TAG } from '@/segue/campaigns';

/** Whoever publishes a default creative calls this, so that the shop shows it at once. */
export function POST(request: Request): Response {
  const secret = process.env.REVALIDATE_SECRET;
  if (!secret || !isSame(request.headers.get('Authorization') ?? '', `Bearer ${secret}`)) {
    return new Response(null, { status: 401 });
  }
  revalidateTag(DEFAULT_HERO_TAG, 'max');
  return new Response(null, { status: 204 });
}

function isSame(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
}
