import { useEffect, useState } from 'react';
import { useClient } from 'urql';

import { announceFailure } from '~/components/announcements';
import { graphql } from '~/gql';
import type { SubmissionsQuery } from '~/gql/graphql';

/** Of longer lists the latest so many are drawn. */
export const LATEST = 1000;

const SUBMISSIONS = graphql(`
  query Submissions($campaignId: ID, $after: String) {
    surveySubmissions(campaignId: $campaignId, first: 100, after: $after) {
      edges {
        node {
          id
          visitorId
          submittedAt
          variant
          locale
          answers {
            question
            score
            text
            options
            other
            flag
            rows {
              row
              option
            }
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export type Submission = SubmissionsQuery['surveySubmissions']['edges'][number]['node'];

interface Submissions {
  submissions: Submission[];
  isComplete: boolean;
  /** There are older ones than these. */
  hasMore: boolean;
}

/** Read the latest submissions of a survey, page after page. */
export function useSubmissions(campaignId: string): Submissions {
  const client = useClient();
  const [found, setFound] = useState<Submissions>({ submissions: [], isComplete: false, hasMore: false });
  useEffect(() => {
    let isCurrent = true;
    const read = async () => {
      const submissions: Submission[] = [];
      let after: string | null = null;
      do {
        const { data, error }: { data?: SubmissionsQuery; error?: Parameters<typeof announceFailure>[0] } = await client
          .query(SUBMISSIONS, { campaignId, after }, { requestPolicy: 'network-only' })
          .toPromise();
        if (!isCurrent) return;
        if (!data) {
          announceFailure(error);
          return;
        }
        const { edges, pageInfo }: SubmissionsQuery['surveySubmissions'] = data.surveySubmissions;
        submissions.push(...edges.map(({ node }) => node));
        after = pageInfo.hasNextPage && submissions.length < LATEST ? (pageInfo.endCursor ?? null) : null;
        setFound({ submissions: [...submissions], isComplete: after === null, hasMore: pageInfo.hasNextPage });
      } while (after !== null);
    };
    void read();
    return () => {
      isCurrent = false;
    };
  }, [client, campaignId]);
  return found;
}
