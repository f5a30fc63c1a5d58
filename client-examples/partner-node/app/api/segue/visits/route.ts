import type { NextRequest } from 'next/server';
import { barFor, trackVisit } from '@/segue/campaigns';
import type { EventInput, PageInput } from '@/segue/generated/graphql';
import { deviceOf, PRIVATE_HEADERS, textsOf } from '@/segue/request';
import { VISITOR_COOKIE } from '@/segue/visitor-cookie';

/** A page was opened: reports that, and answers with the notification bar for it, or null. */
export async function POST(request: NextRequest): Promise<Response> {
  const visitorId = request.cookies.get(VISITOR_COOKIE)?.value;
  const visit = await textsOf(request, 'id', 'url', 'productId');
  if (visitorId === undefined || visit === null) return new Response(null, { status: 400 });

  const { id, url, productId } = visit;
  const place: PageInput = { url, device: deviceOf(request.headers) };
  const page: PageInput = productId
    ? { ...place, type: 'PRODUCT', productId }
    : { ...place, type: 'HOME' };
  const event: EventInput = productId
    ? { productView: { id, productId } }
    : { pageView: { id, page: 'HOME', url } };
  // One after the other, so that the answer knows of this visit, and no second wait where Segue is away.
  const bar = (await trackVisit(visitorId, event)) ? await barFor(visitorId, page) : null;
  return Response.json(bar, { headers: PRIVATE_HEADERS });
}
