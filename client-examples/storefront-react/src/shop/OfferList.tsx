import { skipToken, useQuery } from '@apollo/client/react';
import { use, useState } from 'react';
import { LANGUAGES } from '../../../storefront/src/shop/words';
import { useVisitor } from '../segue';
import { graphql, readFragment, type FragmentType } from '../segue/generated';
import { LanguageContext } from './language';

const OfferList = graphql(/* GraphQL */ `
  query OfferList($visitorId: ID!, $locale: String) {
    eligibleCampaigns(visitorId: $visitorId, locale: $locale, page: { type: HOME }) {
      decisionId
      campaign {
        id
        locale
        ...OfferLine
      }
    }
  }
`);

const OfferLine = graphql(/* GraphQL */ `
  fragment OfferLine on Campaign {
    ... on HeroBanner {
      heading
    }
    ... on PopupBanner {
      title
    }
    ... on EmailCollection {
      title
    }
    ... on FormSurvey {
      title
    }
    ... on NotificationBar {
      messages {
        text
      }
    }
  }
`);

const WORDS = {
  en: { offers: 'Offers for you', again: 'Look again' },
  tr: { offers: 'Size özel fırsatlar', again: 'Yeniden bak' },
  ar: { offers: 'عروض لك', again: 'انظر مرة أخرى' },
};

/**
 * What is on for the visitor, whether it has been shown or not: a query of the shop's own beside those of
 * the components. Both read the same campaigns from the cache, so looking again here renews them there.
 */
export function OffersForYou() {
  const language = use(LanguageContext);
  const { id: visitorId } = useVisitor();
  const [isOpen, setOpen] = useState(false);
  const variables = { visitorId: visitorId ?? '', locale: LANGUAGES[language].locale };
  const { data, refetch } = useQuery(OfferList, isOpen && visitorId !== null ? { variables, fetchPolicy: 'cache-and-network' } : skipToken);
  const { offers, again } = WORDS[language];
  return (
    <details className="offers" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{offers}</summary>
      <ul>
        {data?.eligibleCampaigns.map(({ decisionId, campaign }) => (
          <li key={decisionId}>
            <Line campaign={campaign} />
          </li>
        ))}
      </ul>
      <button type="button" className="plain" onClick={() => void refetch().catch(() => undefined)}>
        {again}
      </button>
    </details>
  );
}

function Line({ campaign }: { campaign: FragmentType<typeof OfferLine> }) {
  const line = readFragment(OfferLine, campaign);
  switch (line.__typename) {
    case 'HeroBanner':
      return line.heading;
    case 'NotificationBar':
      return line.messages[0]?.text;
    default:
      return line.title;
  }
}
