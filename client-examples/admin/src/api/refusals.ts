import { graphql } from '~/gql';
import type { RefusalFragment } from '~/gql/graphql';

/** What to select of every mutation's result beside its success. */
graphql(`
  fragment Refusal on UserError {
    __typename
    message
    ... on InvalidInput {
      problems {
        path
        code
        message
      }
    }
    ... on StaleRevision {
      givenRevision
      currentRevision
      changesSince {
        path
        before
        after
        isAdded
        isRemoved
      }
    }
  }
`);

export type Refusal = RefusalFragment;

export interface Problem {
  path: string[];
  code: string;
  message: string;
}

/** Tell the members of a mutation's result that say no from the one that says yes. */
export function isRefusal<Result extends { __typename: string }>(
  result: Result,
): result is Extract<Result, { message: string }> {
  return 'message' in result;
}

export function problemsOf(refusal: Refusal): Problem[] {
  return refusal.__typename === 'InvalidInput' ? refusal.problems : [];
}
