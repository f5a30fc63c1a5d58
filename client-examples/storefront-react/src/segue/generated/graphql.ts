/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** An answer to one question. Give `score` for NPS, STARS, EMOJI, CSAT and CES; `options` for choices, and for RANKING in order; `rows` for MATRIX; `flag` for CONSENT; `text` for the others. A STATEMENT takes no answer. */
export type AnswerInput = {
  /** Of a consent. */
  flag?: boolean | null | undefined;
  /** The keys of the options chosen; of a ranking, the best first. */
  options?: Array<string> | null | undefined;
  /** The visitor's own text, where `allowsOther`. */
  other?: string | null | undefined;
  /** The question's key. */
  question: string;
  /** One for each row of a matrix. */
  rows?: Array<RowAnswerInput> | null | undefined;
  /** Of a scale. */
  score?: number | null | undefined;
  /** A text, an address, a number, or a day as `YYYY-MM-DD`. */
  text?: string | null | undefined;
};

/** The edge of the window that a notification bar stands at. */
export type BarEdge =
  /** The lower edge. */
  | 'BOTTOM'
  /** The upper edge. */
  | 'TOP';

/** The visitor put something into the basket. */
export type BasketAddInput = {
  /** The product's brand. */
  brand?: string | null | undefined;
  /** The product's category; of a nested one its path, such as `Home/Kitchen/Mugs`. */
  category?: string | null | undefined;
  /** Made by the storefront, such as a random UUID; the same id counts once. */
  id: string;
  /** When it happened; now when left out. */
  occurredAt?: string | null | undefined;
  /** The price of one, in the store's currency. */
  price?: number | null | undefined;
  /** The product's id in the shop. */
  productId: string;
  /** Whatever else rules may ask for; a name that the event has itself can't be used. */
  properties?: Array<PropertyInput> | null | undefined;
  /** How many were put in. */
  quantity?: number;
  /** The storefront's own id of the visit. */
  sessionId?: string | null | undefined;
};

/** The visitor emptied the basket. */
export type BasketClearInput = {
  /** Made by the storefront, such as a random UUID; the same id counts once. */
  id: string;
  /** When it happened; now when left out. */
  occurredAt?: string | null | undefined;
  /** Whatever else rules may ask for; a name that the event has itself can't be used. */
  properties?: Array<PropertyInput> | null | undefined;
  /** The storefront's own id of the visit. */
  sessionId?: string | null | undefined;
};

/** The basket as it is now. */
export type BasketInput = {
  /** How many pieces it holds. */
  itemCount?: number | null | undefined;
  /** What is in it, at most 500 lines. */
  items?: Array<BasketItemInput> | null | undefined;
  /** Its value. */
  total?: number | null | undefined;
};

/** One line of the basket. */
export type BasketItemInput = {
  /** The product's brand. */
  brand?: string | null | undefined;
  /** The product's category. */
  category?: string | null | undefined;
  /** The product's id in the shop. */
  productId: string;
};

/** The visitor took something out of the basket. */
export type BasketRemoveInput = {
  /** The product's brand. */
  brand?: string | null | undefined;
  /** The product's category; of a nested one its path, such as `Home/Kitchen/Mugs`. */
  category?: string | null | undefined;
  /** Made by the storefront, such as a random UUID; the same id counts once. */
  id: string;
  /** When it happened; now when left out. */
  occurredAt?: string | null | undefined;
  /** The price of one, in the store's currency. */
  price?: number | null | undefined;
  /** The product's id in the shop. */
  productId: string;
  /** Whatever else rules may ask for; a name that the event has itself can't be used. */
  properties?: Array<PropertyInput> | null | undefined;
  /** How many were taken out. */
  quantity?: number;
  /** The storefront's own id of the visit. */
  sessionId?: string | null | undefined;
};

/** What a button does. */
export type ButtonAction =
  /** Closes the campaign. */
  | 'CLOSE'
  /** Copies the visitor's coupon. */
  | 'COPY_COUPON'
  /** Goes on to the next step. */
  | 'NEXT_STEP'
  /** Opens its link. */
  | 'OPEN_LINK'
  /** Sends the form. */
  | 'SUBMIT';

/** An e-mail address that the visitor left with a campaign. */
export type CaptureEmailInput = {
  /** The visitor ticked the box beside the consent text. */
  consentGiven: boolean;
  /** As `eligibleCampaigns` returned it for this visitor, at most 30 days ago. */
  decisionId: string;
  /** The address as the visitor typed it. */
  email: string;
  /** What was entered beside the address, on whatever step. */
  fields?: Array<FieldEntryInput> | null | undefined;
  /** The storefront's own id of the visitor. */
  visitorId: string;
};

/** The visitor looked at a list of products. */
export type CategoryViewInput = {
  /** The category. */
  category: string;
  /** Made by the storefront, such as a random UUID; the same id counts once. */
  id: string;
  /** When it happened; now when left out. */
  occurredAt?: string | null | undefined;
  /** Whatever else rules may ask for; a name that the event has itself can't be used. */
  properties?: Array<PropertyInput> | null | undefined;
  /** The storefront's own id of the visit. */
  sessionId?: string | null | undefined;
};

/** The visitor reached a step of the checkout. */
export type CheckoutStepInput = {
  /** The value of the basket. */
  basketTotal?: number | null | undefined;
  /** Made by the storefront, such as a random UUID; the same id counts once. */
  id: string;
  /** When it happened; now when left out. */
  occurredAt?: string | null | undefined;
  /** Whatever else rules may ask for; a name that the event has itself can't be used. */
  properties?: Array<PropertyInput> | null | undefined;
  /** The storefront's own id of the visit. */
  sessionId?: string | null | undefined;
  /** The shop's own name of it, such as `payment`. */
  step: string;
};

/** Campaigns that are about to be shown to a visitor. */
export type ClaimDisplaysInput = {
  /** 1 to 20, the most important first. As `eligibleCampaigns` returned it for this visitor, at most 30 days ago. */
  decisionIds: Array<string>;
  /** The storefront's own id of the visitor. */
  visitorId: string;
};

/** A link that was sent to an address. */
export type ConfirmEmailInput = {
  /** As the link carries it. */
  token: string;
};

/** What becomes of a campaign whose countdown is over. */
export type CountdownEnd =
  /** It is shown no more. */
  | 'HIDE'
  /** `overText` stands in the countdown's place. */
  | 'SHOW_TEXT';

/** The visitor did something that the shop names itself. */
export type CustomEventInput = {
  /** Made by the storefront, such as a random UUID; the same id counts once. */
  id: string;
  /** What, such as `wishlist_add`. */
  name: string;
  /** When it happened; now when left out. */
  occurredAt?: string | null | undefined;
  /** What the shop knows of the visitor. */
  profile?: ProfileInput | null | undefined;
  /** Whatever else rules may ask for; a name that the event has itself can't be used. */
  properties?: Array<PropertyInput> | null | undefined;
  /** The storefront's own id of the visit. */
  sessionId?: string | null | undefined;
};

/** What the visitor holds. */
export type Device =
  /** The shop's app on Android. */
  | 'ANDROID_APP'
  /** A computer. */
  | 'DESKTOP'
  /** The shop's app on iOS. */
  | 'IOS_APP'
  /** A telephone's browser. */
  | 'MOBILE'
  /** A tablet's browser. */
  | 'TABLET';

/** How much of the window something takes. */
export type DisplaySize =
  /** All of it. */
  | 'FULL'
  /** Most of it. */
  | 'LARGE'
  /** About half of its width. */
  | 'MEDIUM'
  /** About a quarter of its width. */
  | 'SMALL';

/** How something comes into view. */
export type Entrance =
  /** It fades in. */
  | 'FADE'
  /** At once. */
  | 'NONE'
  /** It slides in from its edge. */
  | 'SLIDE'
  /** It grows. */
  | 'ZOOM';

/** Something that a visitor did. Give exactly one. */
export type EventInput =
  {   /** Put something into the basket. */
  basketAdd: BasketAddInput; basketClear?: never; basketRemove?: never; categoryView?: never; checkoutStep?: never; custom?: never; logIn?: never; orderCancellation?: never; pageView?: never; productView?: never; purchase?: never; registration?: never; search?: never; }
  |  { basketAdd?: never;   /** Emptied the basket. */
  basketClear: BasketClearInput; basketRemove?: never; categoryView?: never; checkoutStep?: never; custom?: never; logIn?: never; orderCancellation?: never; pageView?: never; productView?: never; purchase?: never; registration?: never; search?: never; }
  |  { basketAdd?: never; basketClear?: never;   /** Took something out of the basket. */
  basketRemove: BasketRemoveInput; categoryView?: never; checkoutStep?: never; custom?: never; logIn?: never; orderCancellation?: never; pageView?: never; productView?: never; purchase?: never; registration?: never; search?: never; }
  |  { basketAdd?: never; basketClear?: never; basketRemove?: never;   /** Looked at a list of products. */
  categoryView: CategoryViewInput; checkoutStep?: never; custom?: never; logIn?: never; orderCancellation?: never; pageView?: never; productView?: never; purchase?: never; registration?: never; search?: never; }
  |  { basketAdd?: never; basketClear?: never; basketRemove?: never; categoryView?: never;   /** Reached a step of the checkout. */
  checkoutStep: CheckoutStepInput; custom?: never; logIn?: never; orderCancellation?: never; pageView?: never; productView?: never; purchase?: never; registration?: never; search?: never; }
  |  { basketAdd?: never; basketClear?: never; basketRemove?: never; categoryView?: never; checkoutStep?: never;   /** Did something that the shop names itself. */
  custom: CustomEventInput; logIn?: never; orderCancellation?: never; pageView?: never; productView?: never; purchase?: never; registration?: never; search?: never; }
  |  { basketAdd?: never; basketClear?: never; basketRemove?: never; categoryView?: never; checkoutStep?: never; custom?: never;   /** Logged in. */
  logIn: LogInInput; orderCancellation?: never; pageView?: never; productView?: never; purchase?: never; registration?: never; search?: never; }
  |  { basketAdd?: never; basketClear?: never; basketRemove?: never; categoryView?: never; checkoutStep?: never; custom?: never; logIn?: never;   /** Had an order, or a part of it, taken back. */
  orderCancellation: OrderCancellationInput; pageView?: never; productView?: never; purchase?: never; registration?: never; search?: never; }
  |  { basketAdd?: never; basketClear?: never; basketRemove?: never; categoryView?: never; checkoutStep?: never; custom?: never; logIn?: never; orderCancellation?: never;   /** Looked at a page. */
  pageView: PageViewInput; productView?: never; purchase?: never; registration?: never; search?: never; }
  |  { basketAdd?: never; basketClear?: never; basketRemove?: never; categoryView?: never; checkoutStep?: never; custom?: never; logIn?: never; orderCancellation?: never; pageView?: never;   /** Looked at a product. */
  productView: ProductViewInput; purchase?: never; registration?: never; search?: never; }
  |  { basketAdd?: never; basketClear?: never; basketRemove?: never; categoryView?: never; checkoutStep?: never; custom?: never; logIn?: never; orderCancellation?: never; pageView?: never; productView?: never;   /** Ordered. */
  purchase: PurchaseInput; registration?: never; search?: never; }
  |  { basketAdd?: never; basketClear?: never; basketRemove?: never; categoryView?: never; checkoutStep?: never; custom?: never; logIn?: never; orderCancellation?: never; pageView?: never; productView?: never; purchase?: never;   /** Opened an account. */
  registration: RegistrationInput; search?: never; }
  |  { basketAdd?: never; basketClear?: never; basketRemove?: never; categoryView?: never; checkoutStep?: never; custom?: never; logIn?: never; orderCancellation?: never; pageView?: never; productView?: never; purchase?: never; registration?: never;   /** Searched. */
  search: SearchInput; };

/** What was entered into one field. */
export type FieldEntryInput = {
  /** The field's key. */
  field: string;
  /** Of a CHECKBOX. */
  flag?: boolean | null | undefined;
  /** What was entered; of a CHOICE, the option's key. */
  text?: string | null | undefined;
};

/** What a field asks for. */
export type FieldKind =
  /** The day of birth as `YYYY-MM-DD`; becomes the attribute BIRTH_DATE. */
  | 'BIRTH_DATE'
  /** A tick. */
  | 'CHECKBOX'
  /** One of the options. */
  | 'CHOICE'
  /** The first name; becomes the trait `firstName`. */
  | 'FIRST_NAME'
  /** The last name; becomes the trait `lastName`. */
  | 'LAST_NAME'
  /** A telephone number; becomes the trait `phone`. */
  | 'PHONE'
  /** A line of text. */
  | 'TEXT';

/** Where something stands from left to right. */
export type Horizontal =
  /** In the centre. */
  | 'CENTRE'
  /** At the left. */
  | 'LEFT'
  /** At the right. */
  | 'RIGHT';

/** Something that the visitor did with a campaign. */
export type InteractionInput = {
  /** As `eligibleCampaigns` returned it for this visitor, at most 30 days ago. */
  decisionId: string;
  /** Made by the storefront, such as a random UUID; the same id counts once. */
  id: string;
  /** What the visitor did. */
  kind: InteractionKind;
  /** When it happened; now when left out. */
  occurredAt?: string | null | undefined;
};

/** What a visitor did with a campaign. */
export type InteractionKind =
  /** The visitor followed a link or a button of it. */
  | 'CLICK'
  /** The visitor closed it. */
  | 'CLOSE'
  /** It came into the visitor's view. */
  | 'IMPRESSION';

/** A place on Earth, in degrees. */
export type LocationInput = {
  /** -90 to 90. */
  latitude: number;
  /** -180 to 180. */
  longitude: number;
};

/** The visitor logged in. */
export type LogInInput = {
  /** Made by the storefront, such as a random UUID; the same id counts once. */
  id: string;
  /** When it happened; now when left out. */
  occurredAt?: string | null | undefined;
  /** What the shop knows of the visitor. */
  profile?: ProfileInput | null | undefined;
  /** Whatever else rules may ask for; a name that the event has itself can't be used. */
  properties?: Array<PropertyInput> | null | undefined;
  /** The storefront's own id of the visit. */
  sessionId?: string | null | undefined;
};

/** An order, or a part of it, was taken back. It lessens what the visitor has spent; an order that is taken back as a whole doesn't count any more. */
export type OrderCancellationInput = {
  /** Its own number in the shop, by which it counts once; else the event's id. */
  cancellationNumber?: string | null | undefined;
  /** Made by the storefront, such as a random UUID; the same id counts once. */
  id: string;
  /** When it happened; now when left out. */
  occurredAt?: string | null | undefined;
  /** The number of the order, as reported. */
  orderNumber: string;
  /** Whatever else rules may ask for; a name that the event has itself can't be used. */
  properties?: Array<PropertyInput> | null | undefined;
  /** The storefront's own id of the visit. */
  sessionId?: string | null | undefined;
  /** What was paid back, as a number above 0. */
  total: string;
  /** How many pieces were taken back. */
  units: number;
};

/** What the storefront knows of the page and of who looks at it. All may be left out. */
export type PageInput = {
  /** The version of the shop's app, such as `2.4.1`. */
  appVersion?: string | null | undefined;
  /** The basket as it is now. */
  basket?: BasketInput | null | undefined;
  /** The browser's name. */
  browser?: string | null | undefined;
  /** The category looked at. */
  category?: string | null | undefined;
  /** The currency shown. */
  currency?: string | null | undefined;
  /** What the visitor holds. */
  device?: Device | null | undefined;
  /** The visitor's IP address; it isn't kept. */
  ipAddress?: string | null | undefined;
  /** The country of the IP address, as your network's edge says it, such as `TR`. */
  ipCountry?: string | null | undefined;
  /** Where the visitor is, if it has agreed to say. */
  location?: LocationInput | null | undefined;
  /** The operating system. */
  os?: string | null | undefined;
  /** The product looked at. */
  productId?: string | null | undefined;
  /** The address that the visitor came from. */
  referrer?: string | null | undefined;
  /** The storefront's own id of the visit, as in its events. */
  sessionId?: string | null | undefined;
  /** What brought the visitor, in the shop's own words. */
  trafficSource?: string | null | undefined;
  /** The kind of page. */
  type?: PageType | null | undefined;
  /** The page's whole address; its path, query parameters and `utm_` parameters are read from it. */
  url?: string | null | undefined;
};

/** The kinds of page a shop has. */
export type PageType =
  /** The customer's own pages. */
  | 'ACCOUNT'
  /** The basket. */
  | 'BASKET'
  /** A list of products. */
  | 'CATEGORY'
  /** Any step of the checkout. */
  | 'CHECKOUT'
  /** The front page. */
  | 'HOME'
  /** A page that doesn't exist. */
  | 'NOT_FOUND'
  /** Any other page. */
  | 'OTHER'
  /** One product. */
  | 'PRODUCT'
  /** The thanks after an order. */
  | 'PURCHASE_SUCCESS'
  /** The results of a search. */
  | 'SEARCH';

/** The visitor looked at a page. */
export type PageViewInput = {
  /** Made by the storefront, such as a random UUID; the same id counts once. */
  id: string;
  /** When it happened; now when left out. */
  occurredAt?: string | null | undefined;
  /** The kind of page. */
  page: PageType;
  /** Whatever else rules may ask for; a name that the event has itself can't be used. */
  properties?: Array<PropertyInput> | null | undefined;
  /** The storefront's own id of the visit. */
  sessionId?: string | null | undefined;
  /** Its whole address. */
  url?: string | null | undefined;
};

/** The visitor looked at a product. */
export type ProductViewInput = {
  /** The product's brand. */
  brand?: string | null | undefined;
  /** The product's category; of a nested one its path, such as `Home/Kitchen/Mugs`. */
  category?: string | null | undefined;
  /** Made by the storefront, such as a random UUID; the same id counts once. */
  id: string;
  /** The product's name. */
  name?: string | null | undefined;
  /** When it happened; now when left out. */
  occurredAt?: string | null | undefined;
  /** The price of one, in the store's currency. */
  price?: number | null | undefined;
  /** The product's id in the shop. */
  productId: string;
  /** Whatever else rules may ask for; a name that the event has itself can't be used. */
  properties?: Array<PropertyInput> | null | undefined;
  /** The storefront's own id of the visit. */
  sessionId?: string | null | undefined;
};

/** What the shop knows of the visitor. What is left out stays as it was; of two events that say something about the same attribute, the one that happened later holds. */
export type ProfileInput = {
  /** Completed years. */
  age?: number | null | undefined;
  /** Date of birth, which the age then follows from. */
  birthDate?: string | null | undefined;
  /** As the shop writes it. */
  city?: string | null | undefined;
  /** As the shop writes it. */
  country?: string | null | undefined;
  /** Has agreed to be written to by e-mail, or has withdrawn that. */
  emailSubscriber?: boolean | null | undefined;
  /** As the shop calls it. */
  gender?: string | null | undefined;
  /** In any order. */
  interests?: Array<string> | null | undefined;
  /** Such as `tr`. */
  language?: string | null | undefined;
  /** Where the visitor lives. */
  location?: LocationInput | null | undefined;
  /** Has agreed to push messages, or has withdrawn that. */
  pushSubscriber?: boolean | null | undefined;
  /** As the shop writes it. */
  region?: string | null | undefined;
  /** Whatever else rules may ask for. */
  traits?: Array<PropertyInput> | null | undefined;
};

/** A property that the shop named itself. */
export type PropertyInput = {
  /** Letters, digits and `_`, starting with a letter; at most 64. */
  name: string;
  /** Its value. */
  value: PropertyValueInput;
};

/** The value of a property. Give exactly one. */
export type PropertyValueInput =
  {   /** A moment. */
  date: string; flag?: never; number?: never; text?: never; texts?: never; }
  |  { date?: never;   /** True or false. */
  flag: boolean; number?: never; text?: never; texts?: never; }
  |  { date?: never; flag?: never;   /** A number. */
  number: number; text?: never; texts?: never; }
  |  { date?: never; flag?: never; number?: never;   /** A text. */
  text: string; texts?: never; }
  |  { date?: never; flag?: never; number?: never; text?: never;   /** Texts. */
  texts: Array<string>; };

/** The visitor ordered. An order counts once, by its number, however often and by whomever it is reported. */
export type PurchaseInput = {
  /** The coupon that was used. */
  couponCode?: string | null | undefined;
  /** Made by the storefront, such as a random UUID; the same id counts once. */
  id: string;
  /** A discount or a coupon was used. A shop that never says so is taken not to know. */
  isDiscounted?: boolean | null | undefined;
  /** What was ordered, at most 500 lines. */
  items?: Array<PurchasedItemInput> | null | undefined;
  /** When it happened; now when left out. */
  occurredAt?: string | null | undefined;
  /** The order's number in the shop. */
  orderNumber: string;
  /** Whatever else rules may ask for; a name that the event has itself can't be used. */
  properties?: Array<PropertyInput> | null | undefined;
  /** The storefront's own id of the visit. */
  sessionId?: string | null | undefined;
  /** What was paid, in the store's currency. */
  total: string;
  /** How many pieces were ordered. */
  units: number;
};

/** One line of an order. */
export type PurchasedItemInput = {
  /** The product's brand. */
  brand?: string | null | undefined;
  /** The product's category; of a nested one its path, such as `Home/Kitchen/Mugs`. */
  category?: string | null | undefined;
  /** The product's id in the shop. */
  productId: string;
};

/** What a question asks for. */
export type QuestionKind =
  /** A score from 1 to 7: how easy was it? */
  | 'CES'
  /** A tick. */
  | 'CONSENT'
  /** A score from 1 to 5: how satisfied are you? */
  | 'CSAT'
  /** A day. */
  | 'DATE'
  /** One of the options, in a list that opens. */
  | 'DROPDOWN'
  /** An e-mail address. */
  | 'EMAIL'
  /** A score from 1 to 5, as faces. */
  | 'EMOJI'
  /** One of the options for each row. */
  | 'MATRIX'
  /** Any of the options. */
  | 'MULTIPLE_CHOICE'
  /** A score from 0 to 10: would you recommend us? */
  | 'NPS'
  /** A text. */
  | 'OPEN_TEXT'
  /** A telephone number. */
  | 'PHONE'
  /** All of the options, in an order. */
  | 'RANKING'
  /** One of the options. */
  | 'SINGLE_CHOICE'
  /** A score from 1 to 5. */
  | 'STARS'
  /** Nothing: it only says something. */
  | 'STATEMENT';

/** Interactions of one visitor. */
export type RecordInteractionsInput = {
  /** 1 to 100, in any order. */
  interactions: Array<InteractionInput>;
  /** The storefront's own id of the visitor. */
  visitorId: string;
};

/** The visitor opened an account. */
export type RegistrationInput = {
  /** Made by the storefront, such as a random UUID; the same id counts once. */
  id: string;
  /** When it happened; now when left out. */
  occurredAt?: string | null | undefined;
  /** What the shop knows of the visitor. */
  profile?: ProfileInput | null | undefined;
  /** Whatever else rules may ask for; a name that the event has itself can't be used. */
  properties?: Array<PropertyInput> | null | undefined;
  /** The storefront's own id of the visit. */
  sessionId?: string | null | undefined;
};

/** The answer to one row of a matrix. */
export type RowAnswerInput = {
  /** The key of the column chosen. */
  option: string;
  /** The row's key. */
  row: string;
};

/** A visitor's answers so far. */
export type SaveSurveyProgressInput = {
  /** All answers so far. */
  answers: Array<AnswerInput>;
  /** As `eligibleCampaigns` returned it for this visitor, at most 30 days ago. */
  decisionId: string;
  /** The storefront's own id of the visitor. */
  visitorId: string;
};

/** The visitor searched. */
export type SearchInput = {
  /** Made by the storefront, such as a random UUID; the same id counts once. */
  id: string;
  /** When it happened; now when left out. */
  occurredAt?: string | null | undefined;
  /** Whatever else rules may ask for; a name that the event has itself can't be used. */
  properties?: Array<PropertyInput> | null | undefined;
  /** What for. */
  query: string;
  /** How many were found. */
  resultCount?: number | null | undefined;
  /** The storefront's own id of the visit. */
  sessionId?: string | null | undefined;
};

/** A visitor's answers to a survey. */
export type SubmitSurveyInput = {
  /** At most one for each question. */
  answers: Array<AnswerInput>;
  /** As `eligibleCampaigns` returned it for this visitor, at most 30 days ago. */
  decisionId: string;
  /** Made by the storefront, such as a random UUID; the same id counts once. */
  submissionId: string;
  /** The storefront's own id of the visitor. */
  visitorId: string;
};

/** Where a survey stands. */
export type SurveyPresentation =
  /** In the page, in the campaign's placement. */
  | 'IN_PAGE'
  /** Over the page. */
  | 'POPUP';

/** When the small tab stands in for the campaign. */
export type TeaserMoment =
  /** After the campaign was closed. */
  | 'AFTER_CLOSE'
  /** Both. */
  | 'ALWAYS'
  /** Until the campaign is first opened. */
  | 'BEFORE';

/** Events of one visitor. */
export type TrackEventsInput = {
  /** 1 to 100, in any order. */
  events: Array<EventInput>;
  /** The storefront's own id of the visitor. */
  visitorId: string;
};

/** What makes the storefront show an eligible campaign. */
export type TriggerKind =
  /** When the storefront's own event `eventName` happens. */
  | 'CUSTOM_EVENT'
  /** After `delaySeconds`. */
  | 'DELAY'
  /** When the visitor clicks on what `selector` selects. */
  | 'ELEMENT_CLICK'
  /** When the visitor is about to leave. */
  | 'EXIT_INTENT'
  /** As soon as the page has it. */
  | 'IMMEDIATELY'
  /** When the visitor has done nothing for `inactivitySeconds`. */
  | 'INACTIVITY'
  /** On the page of the visit that `pageCount` says, and after it. */
  | 'PAGE_COUNT'
  /** When the visitor has scrolled through `scrollPercent` of the page. */
  | 'SCROLL';

/** Where something stands from top to bottom. */
export type Vertical =
  /** At the bottom. */
  | 'BOTTOM'
  /** In the middle. */
  | 'MIDDLE'
  /** At the top. */
  | 'TOP';

export type EligibleCampaignsQueryVariables = Exact<{
  visitorId: string;
  page?: PageInput | null | undefined;
  locale?: string | null | undefined;
  testToken?: string | null | undefined;
}>;


export type EligibleCampaignsQuery = { __typename: 'Query', eligibleCampaigns: Array<(
    { __typename: 'EligibleCampaign' }
    & { ' $fragmentRefs'?: { 'OfferPartsFragment': OfferPartsFragment } }
  )> };

export type OfferPartsFragment = { __typename: 'EligibleCampaign', decisionId: string, firstShownAt: string | null, campaign:
    | (
      { __typename: 'EmailCollection', id: string, locale: string, placement: string | null, display: (
        { __typename: 'Display' }
        & { ' $fragmentRefs'?: { 'DisplayPartsFragment': DisplayPartsFragment } }
      ) }
      & { ' $fragmentRefs'?: { 'EmailCollectionPartsFragment': EmailCollectionPartsFragment } }
    )
    | (
      { __typename: 'FormSurvey', presentation: SurveyPresentation, id: string, locale: string, placement: string | null, display: (
        { __typename: 'Display' }
        & { ' $fragmentRefs'?: { 'DisplayPartsFragment': DisplayPartsFragment } }
      ) }
      & { ' $fragmentRefs'?: { 'FormSurveyPartsFragment': FormSurveyPartsFragment } }
    )
    | (
      { __typename: 'HeroBanner', order: number, id: string, locale: string, placement: string | null, display: (
        { __typename: 'Display' }
        & { ' $fragmentRefs'?: { 'DisplayPartsFragment': DisplayPartsFragment } }
      ) }
      & { ' $fragmentRefs'?: { 'HeroBannerPartsFragment': HeroBannerPartsFragment } }
    )
    | (
      { __typename: 'NotificationBar', id: string, locale: string, placement: string | null, display: (
        { __typename: 'Display' }
        & { ' $fragmentRefs'?: { 'DisplayPartsFragment': DisplayPartsFragment } }
      ) }
      & { ' $fragmentRefs'?: { 'NotificationBarPartsFragment': NotificationBarPartsFragment } }
    )
    | (
      { __typename: 'PopupBanner', id: string, locale: string, placement: string | null, display: (
        { __typename: 'Display' }
        & { ' $fragmentRefs'?: { 'DisplayPartsFragment': DisplayPartsFragment } }
      ) }
      & { ' $fragmentRefs'?: { 'PopupBannerPartsFragment': PopupBannerPartsFragment } }
    )
   } & { ' $fragmentName'?: 'OfferPartsFragment' };

export type HeroBannerPartsFragment = { __typename: 'HeroBanner', heading: string, text: string | null, desktopImage: (
    { __typename: 'Image' }
    & { ' $fragmentRefs'?: { 'ImagePartsFragment': ImagePartsFragment } }
  ), mobileImage: (
    { __typename: 'Image' }
    & { ' $fragmentRefs'?: { 'ImagePartsFragment': ImagePartsFragment } }
  ) | null, link: (
    { __typename: 'Link' }
    & { ' $fragmentRefs'?: { 'LinkPartsFragment': LinkPartsFragment } }
  ) | null, buttons: Array<(
    { __typename: 'Button' }
    & { ' $fragmentRefs'?: { 'ButtonPartsFragment': ButtonPartsFragment } }
  )>, countdown: (
    { __typename: 'Countdown' }
    & { ' $fragmentRefs'?: { 'CountdownPartsFragment': CountdownPartsFragment } }
  ) | null, colours: (
    { __typename: 'Colours' }
    & { ' $fragmentRefs'?: { 'ColourPartsFragment': ColourPartsFragment } }
  ) } & { ' $fragmentName'?: 'HeroBannerPartsFragment' };

export type NotificationBarPartsFragment = { __typename: 'NotificationBar', rotatesEverySeconds: number, edge: BarEdge, isSticky: boolean, messages: Array<{ __typename: 'BarMessage', text: string, link: (
      { __typename: 'Link' }
      & { ' $fragmentRefs'?: { 'LinkPartsFragment': LinkPartsFragment } }
    ) | null }>, backgroundImage: (
    { __typename: 'Image' }
    & { ' $fragmentRefs'?: { 'ImagePartsFragment': ImagePartsFragment } }
  ) | null, buttons: Array<(
    { __typename: 'Button' }
    & { ' $fragmentRefs'?: { 'ButtonPartsFragment': ButtonPartsFragment } }
  )>, countdown: (
    { __typename: 'Countdown' }
    & { ' $fragmentRefs'?: { 'CountdownPartsFragment': CountdownPartsFragment } }
  ) | null, colours: (
    { __typename: 'Colours' }
    & { ' $fragmentRefs'?: { 'ColourPartsFragment': ColourPartsFragment } }
  ) } & { ' $fragmentName'?: 'NotificationBarPartsFragment' };

export type ClaimDisplaysMutationVariables = Exact<{
  input: ClaimDisplaysInput;
}>;


export type ClaimDisplaysMutation = { __typename: 'Mutation', claimDisplays:
    | { __typename: 'DisplaysClaimed', displays: Array<{ __typename: 'ClaimedDisplay', decisionId: string, isGranted: boolean, control: boolean, couponCode: string | null }> }
    | { __typename: 'InvalidInput', message: string }
   };

export type TeaserPartsFragment = { __typename: 'Teaser', label: string, moment: TeaserMoment, position: (
    { __typename: 'Position' }
    & { ' $fragmentRefs'?: { 'PositionPartsFragment': PositionPartsFragment } }
  ) } & { ' $fragmentName'?: 'TeaserPartsFragment' };

export type EmailCollectionPartsFragment = { __typename: 'EmailCollection', title: string, description: string | null, inputPlaceholder: string, submitLabel: string, hasOverlay: boolean, image: (
    { __typename: 'Image' }
    & { ' $fragmentRefs'?: { 'ImagePartsFragment': ImagePartsFragment } }
  ) | null, steps: Array<{ __typename: 'FormStep', title: string | null, description: string | null, nextLabel: string | null, fields: Array<{ __typename: 'EmailFormField', key: string, kind: FieldKind, label: string, placeholder: string | null, isRequired: boolean, options: Array<{ __typename: 'QuestionOption', key: string, label: string }> }> }>, consent: { __typename: 'Consent', text: string, url: string | null }, wheel: { __typename: 'Wheel', slices: Array<{ __typename: 'WheelSlice', key: string, label: string }> } | null, countdown: (
    { __typename: 'Countdown' }
    & { ' $fragmentRefs'?: { 'CountdownPartsFragment': CountdownPartsFragment } }
  ) | null, position: (
    { __typename: 'Position' }
    & { ' $fragmentRefs'?: { 'PositionPartsFragment': PositionPartsFragment } }
  ), teaser: (
    { __typename: 'Teaser' }
    & { ' $fragmentRefs'?: { 'TeaserPartsFragment': TeaserPartsFragment } }
  ) | null, colours: (
    { __typename: 'Colours' }
    & { ' $fragmentRefs'?: { 'ColourPartsFragment': ColourPartsFragment } }
  ) } & { ' $fragmentName'?: 'EmailCollectionPartsFragment' };

export type CaptureEmailMutationVariables = Exact<{
  input: CaptureEmailInput;
}>;


export type CaptureEmailMutation = { __typename: 'Mutation', captureEmail:
    | { __typename: 'EmailCaptured', couponCode: string | null, needsConfirmation: boolean, prize: { __typename: 'WonPrize', key: string, label: string } | null, thankYou: (
        { __typename: 'ThankYou' }
        & { ' $fragmentRefs'?: { 'ThankYouPartsFragment': ThankYouPartsFragment } }
      ) }
    | { __typename: 'InvalidInput', message: string, problems: Array<{ __typename: 'InputProblem', path: Array<string>, message: string }> }
    | { __typename: 'UnknownVisitor', message: string }
   };

export type FormSurveyPartsFragment = (
  { __typename: 'FormSurvey', hasOverlay: boolean, position: (
    { __typename: 'Position' }
    & { ' $fragmentRefs'?: { 'PositionPartsFragment': PositionPartsFragment } }
  ), teaser: (
    { __typename: 'Teaser' }
    & { ' $fragmentRefs'?: { 'TeaserPartsFragment': TeaserPartsFragment } }
  ) | null, colours: (
    { __typename: 'Colours' }
    & { ' $fragmentRefs'?: { 'ColourPartsFragment': ColourPartsFragment } }
  ) }
  & { ' $fragmentRefs'?: { 'SurveyPartsFragment': SurveyPartsFragment } }
) & { ' $fragmentName'?: 'FormSurveyPartsFragment' };

export type SurveyPartsFragment = { __typename: 'FormSurvey', id: string, title: string, description: string | null, submitLabel: string, nextLabel: string | null, backLabel: string | null, questions: Array<{ __typename: 'SurveyQuestion', key: string, kind: QuestionKind, text: string, description: string | null, isRequired: boolean, allowsOther: boolean, otherLabel: string | null, lowLabel: string | null, highLabel: string | null, maximumLength: number, page: number, options: Array<{ __typename: 'QuestionOption', key: string, label: string }>, rows: Array<{ __typename: 'QuestionOption', key: string, label: string }>, branches: Array<{ __typename: 'SurveyBranch', minimumScore: number | null, maximumScore: number | null, anyOption: Array<string>, goTo: string | null }> }> } & { ' $fragmentName'?: 'SurveyPartsFragment' };

export type SubmitSurveyMutationVariables = Exact<{
  input: SubmitSurveyInput;
}>;


export type SubmitSurveyMutation = { __typename: 'Mutation', submitSurvey:
    | { __typename: 'InvalidInput', message: string, problems: Array<{ __typename: 'InputProblem', path: Array<string>, message: string }> }
    | { __typename: 'SurveySubmitted', couponCode: string | null, thankYou: (
        { __typename: 'ThankYou' }
        & { ' $fragmentRefs'?: { 'ThankYouPartsFragment': ThankYouPartsFragment } }
      ) }
    | { __typename: 'UnknownVisitor', message: string }
   };

export type SaveSurveyProgressMutationVariables = Exact<{
  input: SaveSurveyProgressInput;
}>;


export type SaveSurveyProgressMutation = { __typename: 'Mutation', saveSurveyProgress:
    | { __typename: 'InvalidInput', message: string }
    | { __typename: 'SurveyProgress', resumeToken: string | null }
    | { __typename: 'UnknownVisitor', message: string }
   };

export type SurveyProgressQueryVariables = Exact<{
  resumeToken: string;
}>;


export type SurveyProgressQuery = { __typename: 'Query', surveyProgress: { __typename: 'SurveyProgress', nextQuestion: string | null, answers: Array<{ __typename: 'SurveyAnswer', question: string, score: number | null, text: string | null, options: Array<string> | null, other: string | null, flag: boolean | null, rows: Array<{ __typename: 'RowAnswer', row: string, option: string }> | null }> } | null };

export type PopupBannerPartsFragment = { __typename: 'PopupBanner', title: string, text: string | null, hasOverlay: boolean, image: (
    { __typename: 'Image' }
    & { ' $fragmentRefs'?: { 'ImagePartsFragment': ImagePartsFragment } }
  ) | null, link: (
    { __typename: 'Link' }
    & { ' $fragmentRefs'?: { 'LinkPartsFragment': LinkPartsFragment } }
  ) | null, buttons: Array<(
    { __typename: 'Button' }
    & { ' $fragmentRefs'?: { 'ButtonPartsFragment': ButtonPartsFragment } }
  )>, countdown: (
    { __typename: 'Countdown' }
    & { ' $fragmentRefs'?: { 'CountdownPartsFragment': CountdownPartsFragment } }
  ) | null, position: (
    { __typename: 'Position' }
    & { ' $fragmentRefs'?: { 'PositionPartsFragment': PositionPartsFragment } }
  ), teaser: (
    { __typename: 'Teaser' }
    & { ' $fragmentRefs'?: { 'TeaserPartsFragment': TeaserPartsFragment } }
  ) | null, colours: (
    { __typename: 'Colours' }
    & { ' $fragmentRefs'?: { 'ColourPartsFragment': ColourPartsFragment } }
  ) } & { ' $fragmentName'?: 'PopupBannerPartsFragment' };

export type TrackEventsMutationVariables = Exact<{
  input: TrackEventsInput;
}>;


export type TrackEventsMutation = { __typename: 'Mutation', trackEvents:
    | { __typename: 'EventsTracked' }
    | { __typename: 'InvalidInput', message: string, problems: Array<{ __typename: 'InputProblem', path: Array<string> }> }
   };

export type RecordInteractionsMutationVariables = Exact<{
  input: RecordInteractionsInput;
}>;


export type RecordInteractionsMutation = { __typename: 'Mutation', recordInteractions:
    | { __typename: 'InteractionsRecorded' }
    | { __typename: 'InvalidInput', message: string, problems: Array<{ __typename: 'InputProblem', path: Array<string> }> }
    | { __typename: 'UnknownVisitor', message: string }
   };

export type LinkPartsFragment = { __typename: 'Link', url: string, opensNewTab: boolean } & { ' $fragmentName'?: 'LinkPartsFragment' };

export type ImagePartsFragment = { __typename: 'Image', url: string, alternativeText: string, isDecorative: boolean, width: number | null, height: number | null, sources: Array<{ __typename: 'ImageSource', url: string, width: number }> } & { ' $fragmentName'?: 'ImagePartsFragment' };

export type ButtonPartsFragment = { __typename: 'Button', label: string, action: ButtonAction, link: (
    { __typename: 'Link' }
    & { ' $fragmentRefs'?: { 'LinkPartsFragment': LinkPartsFragment } }
  ) | null } & { ' $fragmentName'?: 'ButtonPartsFragment' };

export type CountdownPartsFragment = { __typename: 'Countdown', label: string | null, endsAt: string | null, secondsFromFirstDisplay: number | null, whenOver: CountdownEnd, overText: string | null } & { ' $fragmentName'?: 'CountdownPartsFragment' };

export type ColourPartsFragment = { __typename: 'Colours', text: string | null, background: string | null, buttonText: string | null, buttonBackground: string | null } & { ' $fragmentName'?: 'ColourPartsFragment' };

export type PositionPartsFragment = { __typename: 'Position', vertical: Vertical, horizontal: Horizontal } & { ' $fragmentName'?: 'PositionPartsFragment' };

export type ThankYouPartsFragment = { __typename: 'ThankYou', text: string, closesAfterSeconds: number | null, buttons: Array<(
    { __typename: 'Button' }
    & { ' $fragmentRefs'?: { 'ButtonPartsFragment': ButtonPartsFragment } }
  )> } & { ' $fragmentName'?: 'ThankYouPartsFragment' };

export type DisplayPartsFragment = { __typename: 'Display', size: DisplaySize, theme: string | null, triggers: Array<(
    { __typename: 'Trigger' }
    & { ' $fragmentRefs'?: { 'TriggerPartsFragment': TriggerPartsFragment } }
  )>, deviceTriggers: Array<{ __typename: 'DeviceTriggers', device: Device, triggers: Array<(
      { __typename: 'Trigger' }
      & { ' $fragmentRefs'?: { 'TriggerPartsFragment': TriggerPartsFragment } }
    )> }>, closing: { __typename: 'Closing', hasButton: boolean, onOverlayClick: boolean, onEscape: boolean, afterSeconds: number | null }, animation: { __typename: 'Animation', entrance: Entrance, milliseconds: number } } & { ' $fragmentName'?: 'DisplayPartsFragment' };

export type TriggerPartsFragment = { __typename: 'Trigger', kind: TriggerKind, delaySeconds: number | null, scrollPercent: number | null, inactivitySeconds: number | null, selector: string | null, eventName: string | null, pageCount: number | null, acrossPages: boolean } & { ' $fragmentName'?: 'TriggerPartsFragment' };

export type ConfirmEmailMutationVariables = Exact<{
  input: ConfirmEmailInput;
}>;


export type ConfirmEmailMutation = { __typename: 'Mutation', confirmEmail:
    | { __typename: 'EmailCaptured', couponCode: string | null, thankYou: (
        { __typename: 'ThankYou' }
        & { ' $fragmentRefs'?: { 'ThankYouPartsFragment': ThankYouPartsFragment } }
      ) }
    | { __typename: 'InvalidInput', message: string }
   };

export type OfferListQueryVariables = Exact<{
  visitorId: string;
  locale?: string | null | undefined;
}>;


export type OfferListQuery = { __typename: 'Query', eligibleCampaigns: Array<{ __typename: 'EligibleCampaign', decisionId: string, campaign:
      | (
        { __typename: 'EmailCollection', id: string, locale: string }
        & { ' $fragmentRefs'?: { 'OfferLine_EmailCollection_Fragment': OfferLine_EmailCollection_Fragment } }
      )
      | (
        { __typename: 'FormSurvey', id: string, locale: string }
        & { ' $fragmentRefs'?: { 'OfferLine_FormSurvey_Fragment': OfferLine_FormSurvey_Fragment } }
      )
      | (
        { __typename: 'HeroBanner', id: string, locale: string }
        & { ' $fragmentRefs'?: { 'OfferLine_HeroBanner_Fragment': OfferLine_HeroBanner_Fragment } }
      )
      | (
        { __typename: 'NotificationBar', id: string, locale: string }
        & { ' $fragmentRefs'?: { 'OfferLine_NotificationBar_Fragment': OfferLine_NotificationBar_Fragment } }
      )
      | (
        { __typename: 'PopupBanner', id: string, locale: string }
        & { ' $fragmentRefs'?: { 'OfferLine_PopupBanner_Fragment': OfferLine_PopupBanner_Fragment } }
      )
     }> };

type OfferLine_EmailCollection_Fragment = { __typename: 'EmailCollection', title: string } & { ' $fragmentName'?: 'OfferLine_EmailCollection_Fragment' };

type OfferLine_FormSurvey_Fragment = { __typename: 'FormSurvey', title: string } & { ' $fragmentName'?: 'OfferLine_FormSurvey_Fragment' };

type OfferLine_HeroBanner_Fragment = { __typename: 'HeroBanner', heading: string } & { ' $fragmentName'?: 'OfferLine_HeroBanner_Fragment' };

type OfferLine_NotificationBar_Fragment = { __typename: 'NotificationBar', messages: Array<{ __typename: 'BarMessage', text: string }> } & { ' $fragmentName'?: 'OfferLine_NotificationBar_Fragment' };

type OfferLine_PopupBanner_Fragment = { __typename: 'PopupBanner', title: string } & { ' $fragmentName'?: 'OfferLine_PopupBanner_Fragment' };

export type OfferLineFragment =
  | OfferLine_EmailCollection_Fragment
  | OfferLine_FormSurvey_Fragment
  | OfferLine_HeroBanner_Fragment
  | OfferLine_NotificationBar_Fragment
  | OfferLine_PopupBanner_Fragment
;

export const TriggerPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TriggerParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Trigger"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"delaySeconds"}},{"kind":"Field","name":{"kind":"Name","value":"scrollPercent"}},{"kind":"Field","name":{"kind":"Name","value":"inactivitySeconds"}},{"kind":"Field","name":{"kind":"Name","value":"selector"}},{"kind":"Field","name":{"kind":"Name","value":"eventName"}},{"kind":"Field","name":{"kind":"Name","value":"pageCount"}},{"kind":"Field","name":{"kind":"Name","value":"acrossPages"}}]}}]} as unknown as DocumentNode<TriggerPartsFragment, unknown>;
export const DisplayPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DisplayParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Display"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"triggers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TriggerParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"deviceTriggers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"device"}},{"kind":"Field","name":{"kind":"Name","value":"triggers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TriggerParts"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"closing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasButton"}},{"kind":"Field","name":{"kind":"Name","value":"onOverlayClick"}},{"kind":"Field","name":{"kind":"Name","value":"onEscape"}},{"kind":"Field","name":{"kind":"Name","value":"afterSeconds"}}]}},{"kind":"Field","name":{"kind":"Name","value":"animation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"entrance"}},{"kind":"Field","name":{"kind":"Name","value":"milliseconds"}}]}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"theme"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TriggerParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Trigger"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"delaySeconds"}},{"kind":"Field","name":{"kind":"Name","value":"scrollPercent"}},{"kind":"Field","name":{"kind":"Name","value":"inactivitySeconds"}},{"kind":"Field","name":{"kind":"Name","value":"selector"}},{"kind":"Field","name":{"kind":"Name","value":"eventName"}},{"kind":"Field","name":{"kind":"Name","value":"pageCount"}},{"kind":"Field","name":{"kind":"Name","value":"acrossPages"}}]}}]} as unknown as DocumentNode<DisplayPartsFragment, unknown>;
export const ImagePartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"alternativeText"}},{"kind":"Field","name":{"kind":"Name","value":"isDecorative"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}}]}}]}}]} as unknown as DocumentNode<ImagePartsFragment, unknown>;
export const LinkPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LinkParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Link"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"opensNewTab"}}]}}]} as unknown as DocumentNode<LinkPartsFragment, unknown>;
export const ButtonPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ButtonParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Button"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"link"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"LinkParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LinkParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Link"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"opensNewTab"}}]}}]} as unknown as DocumentNode<ButtonPartsFragment, unknown>;
export const CountdownPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CountdownParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Countdown"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"endsAt"}},{"kind":"Field","name":{"kind":"Name","value":"secondsFromFirstDisplay"}},{"kind":"Field","name":{"kind":"Name","value":"whenOver"}},{"kind":"Field","name":{"kind":"Name","value":"overText"}}]}}]} as unknown as DocumentNode<CountdownPartsFragment, unknown>;
export const PositionPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PositionParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Position"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"vertical"}},{"kind":"Field","name":{"kind":"Name","value":"horizontal"}}]}}]} as unknown as DocumentNode<PositionPartsFragment, unknown>;
export const TeaserPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TeaserParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Teaser"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"moment"}},{"kind":"Field","name":{"kind":"Name","value":"position"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"PositionParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PositionParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Position"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"vertical"}},{"kind":"Field","name":{"kind":"Name","value":"horizontal"}}]}}]} as unknown as DocumentNode<TeaserPartsFragment, unknown>;
export const ColourPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ColourParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Colours"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"background"}},{"kind":"Field","name":{"kind":"Name","value":"buttonText"}},{"kind":"Field","name":{"kind":"Name","value":"buttonBackground"}}]}}]} as unknown as DocumentNode<ColourPartsFragment, unknown>;
export const PopupBannerPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PopupBannerParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PopupBanner"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"link"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"LinkParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"buttons"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ButtonParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"countdown"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CountdownParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"hasOverlay"}},{"kind":"Field","name":{"kind":"Name","value":"position"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"PositionParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"teaser"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TeaserParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"colours"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ColourParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LinkParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Link"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"opensNewTab"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PositionParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Position"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"vertical"}},{"kind":"Field","name":{"kind":"Name","value":"horizontal"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"alternativeText"}},{"kind":"Field","name":{"kind":"Name","value":"isDecorative"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ButtonParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Button"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"link"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"LinkParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CountdownParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Countdown"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"endsAt"}},{"kind":"Field","name":{"kind":"Name","value":"secondsFromFirstDisplay"}},{"kind":"Field","name":{"kind":"Name","value":"whenOver"}},{"kind":"Field","name":{"kind":"Name","value":"overText"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TeaserParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Teaser"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"moment"}},{"kind":"Field","name":{"kind":"Name","value":"position"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"PositionParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ColourParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Colours"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"background"}},{"kind":"Field","name":{"kind":"Name","value":"buttonText"}},{"kind":"Field","name":{"kind":"Name","value":"buttonBackground"}}]}}]} as unknown as DocumentNode<PopupBannerPartsFragment, unknown>;
export const EmailCollectionPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"EmailCollectionParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"EmailCollection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"inputPlaceholder"}},{"kind":"Field","name":{"kind":"Name","value":"submitLabel"}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"nextLabel"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"placeholder"}},{"kind":"Field","name":{"kind":"Name","value":"isRequired"}},{"kind":"Field","name":{"kind":"Name","value":"options"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"consent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"Field","name":{"kind":"Name","value":"wheel"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"slices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"countdown"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CountdownParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"hasOverlay"}},{"kind":"Field","name":{"kind":"Name","value":"position"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"PositionParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"teaser"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TeaserParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"colours"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ColourParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PositionParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Position"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"vertical"}},{"kind":"Field","name":{"kind":"Name","value":"horizontal"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"alternativeText"}},{"kind":"Field","name":{"kind":"Name","value":"isDecorative"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CountdownParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Countdown"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"endsAt"}},{"kind":"Field","name":{"kind":"Name","value":"secondsFromFirstDisplay"}},{"kind":"Field","name":{"kind":"Name","value":"whenOver"}},{"kind":"Field","name":{"kind":"Name","value":"overText"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TeaserParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Teaser"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"moment"}},{"kind":"Field","name":{"kind":"Name","value":"position"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"PositionParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ColourParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Colours"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"background"}},{"kind":"Field","name":{"kind":"Name","value":"buttonText"}},{"kind":"Field","name":{"kind":"Name","value":"buttonBackground"}}]}}]} as unknown as DocumentNode<EmailCollectionPartsFragment, unknown>;
export const SurveyPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SurveyParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FormSurvey"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"questions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"isRequired"}},{"kind":"Field","name":{"kind":"Name","value":"options"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"allowsOther"}},{"kind":"Field","name":{"kind":"Name","value":"otherLabel"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lowLabel"}},{"kind":"Field","name":{"kind":"Name","value":"highLabel"}},{"kind":"Field","name":{"kind":"Name","value":"maximumLength"}},{"kind":"Field","name":{"kind":"Name","value":"page"}},{"kind":"Field","name":{"kind":"Name","value":"branches"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"minimumScore"}},{"kind":"Field","name":{"kind":"Name","value":"maximumScore"}},{"kind":"Field","name":{"kind":"Name","value":"anyOption"}},{"kind":"Field","name":{"kind":"Name","value":"goTo"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"submitLabel"}},{"kind":"Field","name":{"kind":"Name","value":"nextLabel"}},{"kind":"Field","name":{"kind":"Name","value":"backLabel"}}]}}]} as unknown as DocumentNode<SurveyPartsFragment, unknown>;
export const FormSurveyPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FormSurveyParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FormSurvey"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasOverlay"}},{"kind":"Field","name":{"kind":"Name","value":"position"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"PositionParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"teaser"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TeaserParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"colours"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ColourParts"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"SurveyParts"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PositionParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Position"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"vertical"}},{"kind":"Field","name":{"kind":"Name","value":"horizontal"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TeaserParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Teaser"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"moment"}},{"kind":"Field","name":{"kind":"Name","value":"position"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"PositionParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ColourParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Colours"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"background"}},{"kind":"Field","name":{"kind":"Name","value":"buttonText"}},{"kind":"Field","name":{"kind":"Name","value":"buttonBackground"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SurveyParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FormSurvey"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"questions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"isRequired"}},{"kind":"Field","name":{"kind":"Name","value":"options"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"allowsOther"}},{"kind":"Field","name":{"kind":"Name","value":"otherLabel"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lowLabel"}},{"kind":"Field","name":{"kind":"Name","value":"highLabel"}},{"kind":"Field","name":{"kind":"Name","value":"maximumLength"}},{"kind":"Field","name":{"kind":"Name","value":"page"}},{"kind":"Field","name":{"kind":"Name","value":"branches"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"minimumScore"}},{"kind":"Field","name":{"kind":"Name","value":"maximumScore"}},{"kind":"Field","name":{"kind":"Name","value":"anyOption"}},{"kind":"Field","name":{"kind":"Name","value":"goTo"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"submitLabel"}},{"kind":"Field","name":{"kind":"Name","value":"nextLabel"}},{"kind":"Field","name":{"kind":"Name","value":"backLabel"}}]}}]} as unknown as DocumentNode<FormSurveyPartsFragment, unknown>;
export const NotificationBarPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"NotificationBarParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NotificationBar"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"link"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"LinkParts"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"rotatesEverySeconds"}},{"kind":"Field","name":{"kind":"Name","value":"backgroundImage"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"buttons"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ButtonParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"edge"}},{"kind":"Field","name":{"kind":"Name","value":"isSticky"}},{"kind":"Field","name":{"kind":"Name","value":"countdown"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CountdownParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"colours"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ColourParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LinkParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Link"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"opensNewTab"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"alternativeText"}},{"kind":"Field","name":{"kind":"Name","value":"isDecorative"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ButtonParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Button"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"link"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"LinkParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CountdownParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Countdown"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"endsAt"}},{"kind":"Field","name":{"kind":"Name","value":"secondsFromFirstDisplay"}},{"kind":"Field","name":{"kind":"Name","value":"whenOver"}},{"kind":"Field","name":{"kind":"Name","value":"overText"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ColourParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Colours"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"background"}},{"kind":"Field","name":{"kind":"Name","value":"buttonText"}},{"kind":"Field","name":{"kind":"Name","value":"buttonBackground"}}]}}]} as unknown as DocumentNode<NotificationBarPartsFragment, unknown>;
export const HeroBannerPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"HeroBannerParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"HeroBanner"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"heading"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"desktopImage"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"mobileImage"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"link"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"LinkParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"buttons"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ButtonParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"countdown"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CountdownParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"colours"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ColourParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LinkParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Link"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"opensNewTab"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"alternativeText"}},{"kind":"Field","name":{"kind":"Name","value":"isDecorative"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ButtonParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Button"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"link"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"LinkParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CountdownParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Countdown"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"endsAt"}},{"kind":"Field","name":{"kind":"Name","value":"secondsFromFirstDisplay"}},{"kind":"Field","name":{"kind":"Name","value":"whenOver"}},{"kind":"Field","name":{"kind":"Name","value":"overText"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ColourParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Colours"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"background"}},{"kind":"Field","name":{"kind":"Name","value":"buttonText"}},{"kind":"Field","name":{"kind":"Name","value":"buttonBackground"}}]}}]} as unknown as DocumentNode<HeroBannerPartsFragment, unknown>;
export const OfferPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OfferParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"EligibleCampaign"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"decisionId"}},{"kind":"Field","name":{"kind":"Name","value":"firstShownAt"}},{"kind":"Field","name":{"kind":"Name","value":"campaign"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"placement"}},{"kind":"Field","name":{"kind":"Name","value":"display"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"DisplayParts"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"PopupBannerParts"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"EmailCollectionParts"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FormSurveyParts"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FormSurvey"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"presentation"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"NotificationBarParts"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"HeroBannerParts"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"HeroBanner"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"order"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TriggerParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Trigger"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"delaySeconds"}},{"kind":"Field","name":{"kind":"Name","value":"scrollPercent"}},{"kind":"Field","name":{"kind":"Name","value":"inactivitySeconds"}},{"kind":"Field","name":{"kind":"Name","value":"selector"}},{"kind":"Field","name":{"kind":"Name","value":"eventName"}},{"kind":"Field","name":{"kind":"Name","value":"pageCount"}},{"kind":"Field","name":{"kind":"Name","value":"acrossPages"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"alternativeText"}},{"kind":"Field","name":{"kind":"Name","value":"isDecorative"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LinkParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Link"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"opensNewTab"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ButtonParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Button"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"link"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"LinkParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CountdownParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Countdown"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"endsAt"}},{"kind":"Field","name":{"kind":"Name","value":"secondsFromFirstDisplay"}},{"kind":"Field","name":{"kind":"Name","value":"whenOver"}},{"kind":"Field","name":{"kind":"Name","value":"overText"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PositionParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Position"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"vertical"}},{"kind":"Field","name":{"kind":"Name","value":"horizontal"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TeaserParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Teaser"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"moment"}},{"kind":"Field","name":{"kind":"Name","value":"position"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"PositionParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ColourParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Colours"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"background"}},{"kind":"Field","name":{"kind":"Name","value":"buttonText"}},{"kind":"Field","name":{"kind":"Name","value":"buttonBackground"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SurveyParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FormSurvey"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"questions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"isRequired"}},{"kind":"Field","name":{"kind":"Name","value":"options"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"allowsOther"}},{"kind":"Field","name":{"kind":"Name","value":"otherLabel"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lowLabel"}},{"kind":"Field","name":{"kind":"Name","value":"highLabel"}},{"kind":"Field","name":{"kind":"Name","value":"maximumLength"}},{"kind":"Field","name":{"kind":"Name","value":"page"}},{"kind":"Field","name":{"kind":"Name","value":"branches"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"minimumScore"}},{"kind":"Field","name":{"kind":"Name","value":"maximumScore"}},{"kind":"Field","name":{"kind":"Name","value":"anyOption"}},{"kind":"Field","name":{"kind":"Name","value":"goTo"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"submitLabel"}},{"kind":"Field","name":{"kind":"Name","value":"nextLabel"}},{"kind":"Field","name":{"kind":"Name","value":"backLabel"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DisplayParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Display"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"triggers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TriggerParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"deviceTriggers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"device"}},{"kind":"Field","name":{"kind":"Name","value":"triggers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TriggerParts"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"closing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasButton"}},{"kind":"Field","name":{"kind":"Name","value":"onOverlayClick"}},{"kind":"Field","name":{"kind":"Name","value":"onEscape"}},{"kind":"Field","name":{"kind":"Name","value":"afterSeconds"}}]}},{"kind":"Field","name":{"kind":"Name","value":"animation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"entrance"}},{"kind":"Field","name":{"kind":"Name","value":"milliseconds"}}]}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"theme"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PopupBannerParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PopupBanner"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"link"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"LinkParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"buttons"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ButtonParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"countdown"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CountdownParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"hasOverlay"}},{"kind":"Field","name":{"kind":"Name","value":"position"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"PositionParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"teaser"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TeaserParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"colours"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ColourParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"EmailCollectionParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"EmailCollection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"inputPlaceholder"}},{"kind":"Field","name":{"kind":"Name","value":"submitLabel"}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"nextLabel"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"placeholder"}},{"kind":"Field","name":{"kind":"Name","value":"isRequired"}},{"kind":"Field","name":{"kind":"Name","value":"options"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"consent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"Field","name":{"kind":"Name","value":"wheel"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"slices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"countdown"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CountdownParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"hasOverlay"}},{"kind":"Field","name":{"kind":"Name","value":"position"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"PositionParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"teaser"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TeaserParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"colours"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ColourParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FormSurveyParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FormSurvey"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasOverlay"}},{"kind":"Field","name":{"kind":"Name","value":"position"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"PositionParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"teaser"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TeaserParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"colours"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ColourParts"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"SurveyParts"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"NotificationBarParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NotificationBar"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"link"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"LinkParts"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"rotatesEverySeconds"}},{"kind":"Field","name":{"kind":"Name","value":"backgroundImage"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"buttons"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ButtonParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"edge"}},{"kind":"Field","name":{"kind":"Name","value":"isSticky"}},{"kind":"Field","name":{"kind":"Name","value":"countdown"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CountdownParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"colours"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ColourParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"HeroBannerParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"HeroBanner"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"heading"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"desktopImage"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"mobileImage"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"link"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"LinkParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"buttons"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ButtonParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"countdown"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CountdownParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"colours"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ColourParts"}}]}}]}}]} as unknown as DocumentNode<OfferPartsFragment, unknown>;
export const ThankYouPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ThankYouParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ThankYou"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"closesAfterSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"buttons"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ButtonParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LinkParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Link"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"opensNewTab"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ButtonParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Button"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"link"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"LinkParts"}}]}}]}}]} as unknown as DocumentNode<ThankYouPartsFragment, unknown>;
export const OfferLineFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OfferLine"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Campaign"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"HeroBanner"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"heading"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PopupBanner"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"title"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"EmailCollection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"title"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FormSurvey"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"title"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NotificationBar"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]} as unknown as DocumentNode<OfferLineFragment, unknown>;
export const EligibleCampaignsDocument = {"__meta__":{"hash":"sha256:62064a8b16c23324c6f95eec6caef7cdfd2b99411b4582dfa628314dcd1893e8"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"EligibleCampaigns"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"visitorId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"page"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"PageInput"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"testToken"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"eligibleCampaigns"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"visitorId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"visitorId"}}},{"kind":"Argument","name":{"kind":"Name","value":"page"},"value":{"kind":"Variable","name":{"kind":"Name","value":"page"}}},{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}},{"kind":"Argument","name":{"kind":"Name","value":"testToken"},"value":{"kind":"Variable","name":{"kind":"Name","value":"testToken"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"OfferParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TriggerParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Trigger"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"delaySeconds"}},{"kind":"Field","name":{"kind":"Name","value":"scrollPercent"}},{"kind":"Field","name":{"kind":"Name","value":"inactivitySeconds"}},{"kind":"Field","name":{"kind":"Name","value":"selector"}},{"kind":"Field","name":{"kind":"Name","value":"eventName"}},{"kind":"Field","name":{"kind":"Name","value":"pageCount"}},{"kind":"Field","name":{"kind":"Name","value":"acrossPages"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DisplayParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Display"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"triggers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TriggerParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"deviceTriggers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"device"}},{"kind":"Field","name":{"kind":"Name","value":"triggers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TriggerParts"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"closing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasButton"}},{"kind":"Field","name":{"kind":"Name","value":"onOverlayClick"}},{"kind":"Field","name":{"kind":"Name","value":"onEscape"}},{"kind":"Field","name":{"kind":"Name","value":"afterSeconds"}}]}},{"kind":"Field","name":{"kind":"Name","value":"animation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"entrance"}},{"kind":"Field","name":{"kind":"Name","value":"milliseconds"}}]}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"theme"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"alternativeText"}},{"kind":"Field","name":{"kind":"Name","value":"isDecorative"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LinkParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Link"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"opensNewTab"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ButtonParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Button"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"link"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"LinkParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CountdownParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Countdown"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"endsAt"}},{"kind":"Field","name":{"kind":"Name","value":"secondsFromFirstDisplay"}},{"kind":"Field","name":{"kind":"Name","value":"whenOver"}},{"kind":"Field","name":{"kind":"Name","value":"overText"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PositionParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Position"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"vertical"}},{"kind":"Field","name":{"kind":"Name","value":"horizontal"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TeaserParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Teaser"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"moment"}},{"kind":"Field","name":{"kind":"Name","value":"position"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"PositionParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ColourParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Colours"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"background"}},{"kind":"Field","name":{"kind":"Name","value":"buttonText"}},{"kind":"Field","name":{"kind":"Name","value":"buttonBackground"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PopupBannerParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PopupBanner"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"link"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"LinkParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"buttons"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ButtonParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"countdown"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CountdownParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"hasOverlay"}},{"kind":"Field","name":{"kind":"Name","value":"position"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"PositionParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"teaser"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TeaserParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"colours"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ColourParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"EmailCollectionParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"EmailCollection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"inputPlaceholder"}},{"kind":"Field","name":{"kind":"Name","value":"submitLabel"}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"nextLabel"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"placeholder"}},{"kind":"Field","name":{"kind":"Name","value":"isRequired"}},{"kind":"Field","name":{"kind":"Name","value":"options"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"consent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"Field","name":{"kind":"Name","value":"wheel"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"slices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"countdown"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CountdownParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"hasOverlay"}},{"kind":"Field","name":{"kind":"Name","value":"position"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"PositionParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"teaser"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TeaserParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"colours"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ColourParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SurveyParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FormSurvey"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"questions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"isRequired"}},{"kind":"Field","name":{"kind":"Name","value":"options"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"allowsOther"}},{"kind":"Field","name":{"kind":"Name","value":"otherLabel"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lowLabel"}},{"kind":"Field","name":{"kind":"Name","value":"highLabel"}},{"kind":"Field","name":{"kind":"Name","value":"maximumLength"}},{"kind":"Field","name":{"kind":"Name","value":"page"}},{"kind":"Field","name":{"kind":"Name","value":"branches"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"minimumScore"}},{"kind":"Field","name":{"kind":"Name","value":"maximumScore"}},{"kind":"Field","name":{"kind":"Name","value":"anyOption"}},{"kind":"Field","name":{"kind":"Name","value":"goTo"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"submitLabel"}},{"kind":"Field","name":{"kind":"Name","value":"nextLabel"}},{"kind":"Field","name":{"kind":"Name","value":"backLabel"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FormSurveyParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FormSurvey"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasOverlay"}},{"kind":"Field","name":{"kind":"Name","value":"position"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"PositionParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"teaser"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TeaserParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"colours"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ColourParts"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"SurveyParts"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"NotificationBarParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NotificationBar"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"link"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"LinkParts"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"rotatesEverySeconds"}},{"kind":"Field","name":{"kind":"Name","value":"backgroundImage"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"buttons"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ButtonParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"edge"}},{"kind":"Field","name":{"kind":"Name","value":"isSticky"}},{"kind":"Field","name":{"kind":"Name","value":"countdown"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CountdownParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"colours"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ColourParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"HeroBannerParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"HeroBanner"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"heading"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"desktopImage"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"mobileImage"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"link"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"LinkParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"buttons"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ButtonParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"countdown"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CountdownParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"colours"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ColourParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OfferParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"EligibleCampaign"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"decisionId"}},{"kind":"Field","name":{"kind":"Name","value":"firstShownAt"}},{"kind":"Field","name":{"kind":"Name","value":"campaign"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"placement"}},{"kind":"Field","name":{"kind":"Name","value":"display"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"DisplayParts"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"PopupBannerParts"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"EmailCollectionParts"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FormSurveyParts"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FormSurvey"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"presentation"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"NotificationBarParts"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"HeroBannerParts"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"HeroBanner"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"order"}}]}}]}}]}}]} as unknown as DocumentNode<EligibleCampaignsQuery, EligibleCampaignsQueryVariables>;
export const ClaimDisplaysDocument = {"__meta__":{"hash":"sha256:f872805ceb75360bd2296724348bfc356199c0dce823ff0484238eab7fbb5c45"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ClaimDisplays"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ClaimDisplaysInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"claimDisplays"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DisplaysClaimed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"displays"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"decisionId"}},{"kind":"Field","name":{"kind":"Name","value":"isGranted"}},{"kind":"Field","name":{"kind":"Name","value":"control"}},{"kind":"Field","name":{"kind":"Name","value":"couponCode"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ClaimDisplaysMutation, ClaimDisplaysMutationVariables>;
export const CaptureEmailDocument = {"__meta__":{"hash":"sha256:568ffa19786825eccd670b1394684630aa189af83cf82858361a09a59e042e1e"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CaptureEmail"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CaptureEmailInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"captureEmail"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInput"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"EmailCaptured"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"couponCode"}},{"kind":"Field","name":{"kind":"Name","value":"needsConfirmation"}},{"kind":"Field","name":{"kind":"Name","value":"prize"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"thankYou"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ThankYouParts"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LinkParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Link"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"opensNewTab"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ButtonParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Button"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"link"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"LinkParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ThankYouParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ThankYou"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"closesAfterSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"buttons"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ButtonParts"}}]}}]}}]} as unknown as DocumentNode<CaptureEmailMutation, CaptureEmailMutationVariables>;
export const SubmitSurveyDocument = {"__meta__":{"hash":"sha256:15691e26b96a8c8862d3c6d1536d95920896b9e708c18e288e3643a6b16a244a"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SubmitSurvey"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SubmitSurveyInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"submitSurvey"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInput"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SurveySubmitted"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"couponCode"}},{"kind":"Field","name":{"kind":"Name","value":"thankYou"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ThankYouParts"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LinkParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Link"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"opensNewTab"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ButtonParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Button"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"link"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"LinkParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ThankYouParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ThankYou"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"closesAfterSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"buttons"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ButtonParts"}}]}}]}}]} as unknown as DocumentNode<SubmitSurveyMutation, SubmitSurveyMutationVariables>;
export const SaveSurveyProgressDocument = {"__meta__":{"hash":"sha256:83c72aed8f366688a84686218009d3cddce30b5d489226cfce174da93dbdfce0"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SaveSurveyProgress"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SaveSurveyProgressInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"saveSurveyProgress"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SurveyProgress"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"resumeToken"}}]}}]}}]}}]} as unknown as DocumentNode<SaveSurveyProgressMutation, SaveSurveyProgressMutationVariables>;
export const SurveyProgressDocument = {"__meta__":{"hash":"sha256:1c60559e6f160772da210532cbe077e0ded8e02d9e58a08bb12a2c5c319bf78c"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SurveyProgress"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"resumeToken"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"surveyProgress"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"resumeToken"},"value":{"kind":"Variable","name":{"kind":"Name","value":"resumeToken"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"nextQuestion"}},{"kind":"Field","name":{"kind":"Name","value":"answers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"question"}},{"kind":"Field","name":{"kind":"Name","value":"score"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"options"}},{"kind":"Field","name":{"kind":"Name","value":"other"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"row"}},{"kind":"Field","name":{"kind":"Name","value":"option"}}]}},{"kind":"Field","name":{"kind":"Name","value":"flag"}}]}}]}}]}}]} as unknown as DocumentNode<SurveyProgressQuery, SurveyProgressQueryVariables>;
export const TrackEventsDocument = {"__meta__":{"hash":"sha256:71cbe49c7a3b02bd0bb7d2e93f7b268228c1d90b111f56d3ea16735df99fcf84"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TrackEvents"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TrackEventsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"trackEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInput"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]}}]} as unknown as DocumentNode<TrackEventsMutation, TrackEventsMutationVariables>;
export const RecordInteractionsDocument = {"__meta__":{"hash":"sha256:72e831db518521b915c3f31bf793a77731c54f00a6f28aff40703eb7da1a7216"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RecordInteractions"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RecordInteractionsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"recordInteractions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInput"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]}}]} as unknown as DocumentNode<RecordInteractionsMutation, RecordInteractionsMutationVariables>;
export const ConfirmEmailDocument = {"__meta__":{"hash":"sha256:5bcf34c20d2dd4ceaeee03422b71d50bdb873a5f75d661d7916681b6ca0d96d0"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ConfirmEmail"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ConfirmEmailInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"confirmEmail"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"EmailCaptured"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"couponCode"}},{"kind":"Field","name":{"kind":"Name","value":"thankYou"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ThankYouParts"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LinkParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Link"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"opensNewTab"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ButtonParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Button"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"link"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"LinkParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ThankYouParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ThankYou"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"closesAfterSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"buttons"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ButtonParts"}}]}}]}}]} as unknown as DocumentNode<ConfirmEmailMutation, ConfirmEmailMutationVariables>;
export const OfferListDocument = {"__meta__":{"hash":"sha256:1c46a9eee73f001125ae8ef15966958c373a0f4f0e7eb1609c081a1b59538c9d"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"OfferList"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"visitorId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"eligibleCampaigns"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"visitorId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"visitorId"}}},{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}},{"kind":"Argument","name":{"kind":"Name","value":"page"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"type"},"value":{"kind":"EnumValue","value":"HOME"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"decisionId"}},{"kind":"Field","name":{"kind":"Name","value":"campaign"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"OfferLine"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OfferLine"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Campaign"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"HeroBanner"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"heading"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PopupBanner"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"title"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"EmailCollection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"title"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FormSurvey"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"title"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NotificationBar"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]} as unknown as DocumentNode<OfferListQuery, OfferListQueryVariables>;