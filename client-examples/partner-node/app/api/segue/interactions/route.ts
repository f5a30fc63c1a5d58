import { after, type NextRequest } from 'next/server';
import { report } from '@/segue/campaigns';
import { PRIVATE_HEADERS, textsOf } from '@/segue/request';
import { VISITOR_COOKIE } from '@/segue/visitor-cookie';

/** A campaign was clicked or closed: reports that, once the browser has its answer. */
export async function POST(request: NextRequest): Promise<Response> {
  const visitorId = request.cookies.get(VISITOR_COOKIE)?.value;
  const given = await textsOf(request, 'id', 'decisionId', 'kind');
  if (visitorId === undefined || (given?.kind !== 'CLICK' && given?.kind !== 'CLOSE')) {
    return new Response(null, { status: 400 });
  }
  const { id, decisionId, kind } = given;
  after(() => report(visitorId, { id, decisionId, kind }));
  return new Response(null, { status: 202, headers: PRIVATE_HEADERS });
}
