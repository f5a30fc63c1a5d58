import type { ApolloClient } from '@apollo/client';
import DataLoader from 'dataloader';
import { useEffect, useState } from 'react';
import { quietly } from './browser';
import { usePage } from './CampaignPage';
import { graphql } from './generated';

const ClaimDisplays = graphql(/* GraphQL */ `
  mutation ClaimDisplays($input: ClaimDisplaysInput!) {
    claimDisplays(input: $input) {
      ... on UserError {
        message
      }
      ... on DisplaysClaimed {
        displays {
          decisionId
          isGranted
          control
          couponCode
        }
      }
    }
  }
`);

export interface Claim {
  /** Show it: it is counted as shown. */
  isGranted: boolean;
  /** The visitor's coupon, where the display reveals it. */
  couponCode: string | null;
}

const REFUSED: Claim = { isGranted: false, couponCode: null };
const MAXIMUM_CLAIMS = 20;

/** Claims displays: each offer once, and those of the same moment in one call. */
export function createClaims(client: ApolloClient, visitorId: string | null) {
  return new DataLoader<string, Claim>(
    async (decisionIds) => {
      if (visitorId === null) return decisionIds.map(() => REFUSED);
      const variables = { input: { visitorId, decisionIds: [...decisionIds] } };
      const { data } = await client.mutate({ mutation: ClaimDisplays, variables });
      const result = data?.claimDisplays;
      const displays = result?.__typename === 'DisplaysClaimed' ? result.displays : [];
      return decisionIds.map((decisionId) => {
        const display = displays.find((each) => each.decisionId === decisionId);
        // A visitor of a control group is counted as well, but sees nothing.
        return display?.isGranted && !display.control ? display : REFUSED;
      });
    },
    { maxBatchSize: MAXIMUM_CLAIMS, batchScheduleFn: (send) => setTimeout(send) },
  );
}

/** Claim the display right before it is shown: null until the server has said whether it may be. */
export function useClaim(decisionId: string, isAboutToBeShown: boolean): Claim | null {
  const { claims } = usePage();
  const [claim, setClaim] = useState<Claim | null>(null);
  useEffect(() => {
    if (!isAboutToBeShown) return;
    let isCurrent = true;
    claims
      .load(decisionId)
      .catch((error: unknown) => {
        quietly(error);
        return REFUSED;
      })
      .then((answer) => isCurrent && setClaim(answer));
    return () => {
      isCurrent = false;
    };
  }, [claims, decisionId, isAboutToBeShown]);
  return claim;
}
