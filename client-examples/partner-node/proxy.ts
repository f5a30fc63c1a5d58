import { NextResponse, type NextRequest } from 'next/server';
import { VISITOR_COOKIE, VISITOR_COOKIE_OPTIONS } from '@/segue/visitor-cookie';

/** Gives each visitor an id of the shop's own. With a consent banner, only after the visitor agreed. */
export function proxy(request: NextRequest): NextResponse {
  if (request.cookies.has(VISITOR_COOKIE)) return NextResponse.next();

  const visitorId = crypto.randomUUID();
  request.cookies.set(VISITOR_COOKIE, visitorId); // so that this very page knows it already
  const response = NextResponse.next({ request: { headers: request.headers } });
  response.cookies.set(VISITOR_COOKIE, visitorId, {
    ...VISITOR_COOKIE_OPTIONS,
    secure: request.nextUrl.protocol === 'https:',
  });
  return response;
}

// Pages that everybody shares stay out: an answer that sets a cookie must not be cached for others.
export const config = { matcher: ['/', '/api/segue/visits'] };
