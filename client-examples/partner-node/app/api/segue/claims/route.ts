import type { NextRequest } from 'next/server';
import { claim } from '@/segue/campaigns';
import { PRIVATE_HEADERS, textsOf } from '@/segue/request';
import { VISITOR_COOKIE } from '@/segue/visitor-cookie';

/** A campaign is about to be shown: counts that, and answers with whether it may be. */
export async function POST(request: NextRequest): Promise<Response> {
  const visitorId = request.cookies.get(VISITOR_COOKIE)?.value;
  const wanted = await textsOf(request, 'decisionId');
  if (visitorId === undefined || wanted === null) return new Response(null, { status: 400 });
  return Response.json(await claim(visitorId, wanted.decisionId), { headers: PRIVATE_HEADERS });
}
