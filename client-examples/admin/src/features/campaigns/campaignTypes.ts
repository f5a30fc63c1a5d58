import {
  IconAppWindow,
  IconForms,
  IconLayoutNavbar,
  IconMailPlus,
  IconPhoto,
  type Icon,
} from '@tabler/icons-react';

import type { CampaignContentInput, CampaignType } from '~/gql/graphql';

interface TypeFacts {
  label: string;
  description: string;
  icon: Icon;
  /** What a draft says until somebody writes something better. */
  starter: CampaignContentInput;
  /** The slot that a storefront usually has for it. */
  placement?: string;
}

export const CAMPAIGN_TYPES: Record<CampaignType, TypeFacts> = {
  POPUP_BANNER: {
    label: 'Popup banner',
    description: 'A picture with a caption and buttons, over the page.',
    icon: IconAppWindow,
    starter: {
      popupBanner: {
        title: 'A little something for you',
        text: 'Ten per cent off your next order.',
        buttons: [{ label: 'Start shopping', action: 'OPEN_LINK', link: { url: '/' } }],
      },
    },
  },
  EMAIL_COLLECTION: {
    label: 'E-mail collection',
    description: 'A form for an e-mail address, with consent.',
    icon: IconMailPlus,
    starter: {
      emailCollection: {
        title: 'Hear of it first',
        description: 'One letter a month: new arrivals, and offers for subscribers only.',
        inputPlaceholder: 'you@example.com',
        submitLabel: 'Sign me up',
        consent: { text: 'Yes, write to me. I can change my mind at any time.', url: '/privacy' },
        thankYou: { text: 'Thank you! You will hear from us.' },
      },
    },
  },
  FORM_SURVEY: {
    label: 'Form-survey',
    description: 'Questions of sixteen kinds, with branches.',
    icon: IconForms,
    starter: {
      formSurvey: {
        title: 'How are we doing?',
        questions: [
          {
            key: 'recommend',
            kind: 'NPS',
            text: 'How likely are you to recommend us to a friend?',
            isRequired: true,
            lowLabel: 'Not at all likely',
            highLabel: 'Very likely',
          },
          { key: 'why', kind: 'OPEN_TEXT', text: 'What is the main reason for your score?' },
        ],
        submitLabel: 'Send',
        nextLabel: 'Next',
        backLabel: 'Back',
        thankYou: { text: 'Thank you, that helps us a lot.' },
      },
    },
  },
  NOTIFICATION_BAR: {
    label: 'Notification bar',
    description: 'Lines along an edge of the window that take turns.',
    icon: IconLayoutNavbar,
    starter: {
      notificationBar: { messages: [{ text: 'Free delivery on orders over 50' }], isSticky: true },
    },
  },
  HERO_BANNER: {
    label: 'Hero banner',
    description: 'A large picture in a slot of the page.',
    icon: IconPhoto,
    placement: 'home-hero',
    starter: {
      heroBanner: {
        heading: 'New this week',
        text: 'Fresh arrivals, picked for you.',
        desktopImage: { url: '/images/hero.jpg' },
        buttons: [{ label: 'See what is new', action: 'OPEN_LINK', link: { url: '/new' } }],
      },
    },
  },
};

export const CAMPAIGN_TYPE_NAMES = Object.keys(CAMPAIGN_TYPES) as CampaignType[];

/** Return the one kind of content that is there, by the name of its field. */
export function kindOfContent(content: CampaignContentInput): keyof CampaignContentInput {
  return Object.keys(content)[0] as keyof CampaignContentInput;
}
