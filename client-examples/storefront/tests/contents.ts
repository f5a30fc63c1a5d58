/** One campaign of each look, as marketers would set it. */
import type { CampaignDraft } from './segue';

const CREAM = { text: '#1f2933', background: '#fff8e7' };
const PARCEL = { url: '/shop/images/parcel.svg', alternativeText: 'A parcel with a ribbon' };
const AT_ONCE = { triggers: [{ kind: 'IMMEDIATELY' }] };

export const POPUP: CampaignDraft = {
  type: 'POPUP_BANNER',
  content: {
    title: 'It has been a while',
    text: 'Ten per cent off your next order, until Sunday.',
    image: PARCEL,
    buttons: [
      { label: 'Copy the code', action: 'COPY_COUPON' },
      { label: 'Have a look', link: { url: '/shop/spring' } },
    ],
    countdown: { label: 'Only for', secondsFromFirstDisplay: 5_400 },
    colours: CREAM,
  },
  definition: { display: AT_ONCE, coupon: { code: 'WELCOME10' } },
};

export const POPUP_AT_THE_CORNER: CampaignDraft = {
  type: 'POPUP_BANNER',
  content: {
    title: 'Free delivery today',
    text: 'On all orders over £30.',
    hasOverlay: false,
    position: { vertical: 'BOTTOM', horizontal: 'RIGHT' },
    buttons: [{ label: 'Good', action: 'CLOSE' }],
  },
  definition: { display: { ...AT_ONCE, size: 'SMALL' } },
};

export const TEASER: CampaignDraft = {
  type: 'POPUP_BANNER',
  content: {
    title: 'A little something for you',
    text: 'Five pounds off everything for the kitchen.',
    teaser: { label: 'A gift for you', moment: 'ALWAYS', position: { vertical: 'BOTTOM', horizontal: 'LEFT' } },
    colours: { buttonBackground: '#a83a2a', buttonText: '#ffffff' },
  },
  definition: { display: AT_ONCE },
};

export const LETTER: CampaignDraft = {
  type: 'EMAIL_COLLECTION',
  content: {
    title: 'A letter a month',
    description: 'New things first, and five pounds off your first order.',
    image: { url: '/shop/images/letter.svg', isDecorative: true },
    inputPlaceholder: 'you@example.com',
    submitLabel: 'Sign up',
    steps: [
      {
        fields: [
          { key: 'name', kind: 'FIRST_NAME', label: 'First name' },
          {
            key: 'room',
            kind: 'CHOICE',
            label: 'Your favourite room',
            options: [
              { key: 'kitchen', label: 'Kitchen' },
              { key: 'garden', label: 'Garden' },
            ],
          },
        ],
      },
    ],
    consent: { text: 'I want the monthly letter and know that I can leave it at any time.', url: '/shop/privacy' },
    doubleOptIn: {},
    thankYou: { text: 'Welcome to the letter!' },
    colours: CREAM,
  },
  definition: { display: AT_ONCE },
};

export const WHEEL: CampaignDraft = {
  type: 'EMAIL_COLLECTION',
  content: {
    title: 'Turn the wheel',
    description: 'Everybody wins something.',
    inputPlaceholder: 'you@example.com',
    submitLabel: 'Turn',
    consent: { text: 'You may write to me.' },
    wheel: {
      slices: [
        { key: 'five', label: '£5 off', coupon: { code: 'FIVE' } },
        { key: 'delivery', label: 'Free delivery', weight: 0 },
        { key: 'ten', label: '10 % off', weight: 0 },
        { key: 'bag', label: 'A jumbo bag', weight: 0 },
      ],
    },
    thankYou: { text: 'Well turned!' },
  },
  definition: { display: AT_ONCE },
};

export const BAR: CampaignDraft = {
  type: 'NOTIFICATION_BAR',
  content: {
    messages: [
      { text: 'Free delivery today on orders over £30', link: { url: '/shop/delivery' } },
      { text: 'Ordered by noon, there tomorrow' },
    ],
    rotatesEverySeconds: 2,
    isSticky: true,
    colours: { text: '#ffffff', background: '#14532d' },
  },
  definition: { frequency: { stopAfterClose: true } },
};

export function hero(heading: string, order = 0): CampaignDraft {
  return {
    type: 'HERO_BANNER',
    content: {
      heading,
      text: 'See the spring collection a week before everybody else.',
      desktopImage: { url: '/shop/images/spring-wide.svg', alternativeText: 'A table laid for tea in a garden', width: 1600, height: 600 },
      mobileImage: { url: '/shop/images/spring-narrow.svg', alternativeText: 'A table laid for tea in a garden', width: 800, height: 800 },
      buttons: [{ label: 'Have a look', link: { url: '/shop/spring' } }],
      order,
    },
    definition: { placement: 'home-hero', pageTypes: ['HOME'] },
  };
}

const likes = [
  { key: 'choice', label: 'The choice' },
  { key: 'price', label: 'The price' },
  { key: 'delivery', label: 'The delivery' },
];

/** Who would recommend the shop is asked what for, and everybody else why not. */
export const BRANCHING_SURVEY: CampaignDraft = {
  type: 'FORM_SURVEY',
  content: {
    title: 'Was everything all right?',
    questions: [
      {
        key: 'recommend',
        kind: 'NPS',
        text: 'Would you recommend us to a friend?',
        isRequired: true,
        lowLabel: 'Not at all',
        highLabel: 'Certainly',
        branches: [{ minimumScore: 9, goTo: 'liked' }],
      },
      { key: 'missing', kind: 'OPEN_TEXT', text: 'What is missing?', isRequired: true, page: 2, branches: [{ goTo: 'wish' }] },
      { key: 'liked', kind: 'MULTIPLE_CHOICE', text: 'What did you like?', options: likes, isRequired: true, page: 2 },
      { key: 'wish', kind: 'SINGLE_CHOICE', text: 'May we write to you about it?', page: 3, options: [{ key: 'yes', label: 'Yes' }, { key: 'no', label: 'No' }] },
    ],
    submitLabel: 'Send',
    nextLabel: 'Go on',
    backLabel: 'Go back',
    thankYou: { text: 'Thank you, we read every answer.', buttons: [{ label: 'Close', action: 'CLOSE' }] },
  },
  definition: { display: AT_ONCE },
};

export const SURVEY_OF_ALL_KINDS: CampaignDraft = {
  type: 'FORM_SURVEY',
  content: {
    title: 'Tell us everything',
    presentation: 'IN_PAGE',
    questions: [
      { key: 'hello', kind: 'STATEMENT', text: 'This takes two minutes.', description: 'Nothing here has to be answered but the first.' },
      { key: 'nps', kind: 'NPS', text: 'Would you recommend us?', isRequired: true },
      { key: 'stars', kind: 'STARS', text: 'This product' },
      { key: 'mood', kind: 'EMOJI', text: 'How do you feel?' },
      { key: 'csat', kind: 'CSAT', text: 'How satisfied are you?', lowLabel: 'Not at all', highLabel: 'Very' },
      { key: 'ces', kind: 'CES', text: 'How easy was it?' },
      { key: 'one', kind: 'SINGLE_CHOICE', text: 'What matters most?', options: likes, allowsOther: true, otherLabel: 'Something else' },
      { key: 'many', kind: 'MULTIPLE_CHOICE', text: 'What else?', options: likes },
      { key: 'list', kind: 'DROPDOWN', text: 'Where did you hear of us?', options: [{ key: 'friend', label: 'A friend' }, { key: 'web', label: 'The web' }] },
      { key: 'order', kind: 'RANKING', text: 'Put these in order', options: likes },
      { key: 'grid', kind: 'MATRIX', text: 'How were these?', rows: [{ key: 'box', label: 'The box' }, { key: 'card', label: 'The card' }], options: [{ key: 'good', label: 'Good' }, { key: 'bad', label: 'Bad' }] },
      { key: 'words', kind: 'OPEN_TEXT', text: 'In your own words' },
      { key: 'mail', kind: 'EMAIL', text: 'Your e-mail address' },
      { key: 'phone', kind: 'PHONE', text: 'Your telephone number' },
      { key: 'day', kind: 'DATE', text: 'When should it arrive?' },
      { key: 'agreed', kind: 'CONSENT', text: 'You may quote me.' },
    ],
    submitLabel: 'Send',
    thankYou: { text: 'That was a lot. Thank you!' },
  },
  definition: { placement: 'product-below', pageTypes: ['PRODUCT'] },
};

export const LETTER_IN_ARABIC: CampaignDraft = {
  ...LETTER,
  translation: {
    locale: 'ar',
    content: {
      title: 'رسالة كل شهر',
      description: 'الجديد أولًا، وخمسة جنيهات من طلبك الأول.',
      image: { url: '/shop/images/letter.svg', isDecorative: true },
      inputPlaceholder: 'you@example.com',
      submitLabel: 'اشترك',
      steps: [{ fields: [{ key: 'name', kind: 'FIRST_NAME', label: 'الاسم' }] }],
      consent: { text: 'أريد الرسالة الشهرية وأعلم أن بإمكاني تركها متى شئت.', url: '/shop/privacy' },
      doubleOptIn: {},
      thankYou: { text: 'أهلًا بك!' },
      colours: CREAM,
    },
  },
};
