import { useMutation } from '@apollo/client/react';
import { useEffect } from 'react';
import { quietly } from './browser';
import { graphql, readFragment } from './generated';
import { ThankYouParts } from './parts';

const ConfirmEmail = graphql(/* GraphQL */ `
  mutation ConfirmEmail($input: ConfirmEmailInput!) {
    confirmEmail(input: $input) {
      ... on UserError {
        message
      }
      ... on EmailCaptured {
        couponCode
        thankYou {
          ...ThankYouParts
        }
      }
    }
  }
`);

type Confirmation = { state: 'WAITING' | 'REFUSED' } | { state: 'CONFIRMED'; text: string; couponCode: string | null };

/** For the page that the letter of a double opt-in leads to: hand in the token, and say what became of it. */
export function useConfirmEmail(token: string): Confirmation {
  const [confirm, { data, error }] = useMutation(ConfirmEmail);
  useEffect(() => {
    // Handing it in twice does no harm.
    confirm({ variables: { input: { token } } }).catch(quietly);
  }, [confirm, token]);
  const result = data?.confirmEmail;
  if (result?.__typename === 'EmailCaptured') {
    const { text } = readFragment(ThankYouParts, result.thankYou);
    return { state: 'CONFIRMED', text, couponCode: result.couponCode };
  }
  return { state: result || error ? 'REFUSED' : 'WAITING' };
}
