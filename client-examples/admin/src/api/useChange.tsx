import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { useMutation, type AnyVariables, type TypedDocumentNode } from 'urql';

import { announceFailure, announceRefusal } from '~/components/announcements';

import { isRefusal, type Refusal } from './refusals';

/** The single root field of a mutation. */
type Outcome<Data> = Data[keyof Omit<Data, '__typename'>];
type Success<Data> = Exclude<Outcome<Data>, { message: string }>;

interface Options {
  /** Said when it is done. */
  done?: string;
  /** Return true for a refusal that the page shows in its own place. */
  shown?: (refusal: Refusal) => boolean;
}

/**
 * Return a function that runs a mutation, and whether it is under way.
 *
 * The function returns what the mutation answered, or undefined when it was refused or failed: then
 * the reader has been told why.
 */
export function useChange<Data extends { __typename?: 'Mutation' }, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
): [(variables: Variables, options?: Options) => Promise<Success<Data> | undefined>, boolean] {
  const [{ fetching }, execute] = useMutation(document);
  const change = useCallback(
    async (variables: Variables, { done, shown }: Options = {}) => {
      const { data, error } = await execute(variables);
      if (error || !data) {
        announceFailure(error);
        return undefined;
      }
      const outcome = rootValue(data) as Refusal | Success<Data>;
      if (isRefusal(outcome as Refusal)) {
        const refusal = outcome as Refusal;
        if (!shown?.(refusal)) announceRefusal(refusal);
        return undefined;
      }
      if (done) notifications.show({ message: done, color: 'teal' });
      return outcome as Success<Data>;
    },
    [execute],
  );
  return [change, fetching];
}

function rootValue(data: object): unknown {
  return Object.entries(data).find(([name]) => name !== '__typename')?.[1];
}
