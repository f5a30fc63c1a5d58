/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
interface DocumentTypeDecoration<TResult, TVariables> {
  __apiType?: (variables: TVariables) => TResult;
}
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


export type EligibleCampaignsQuery = { eligibleCampaigns: Array<{ decisionId: string, variant: string, control: boolean, isTest: boolean, firstShownAt: string | null, campaign:
      | { __typename: 'EmailCollection', title: string, description: string | null, inputPlaceholder: string, submitLabel: string, hasOverlay: boolean, id: string, placement: string | null, locale: string, image: { url: string, alternativeText: string, isDecorative: boolean, width: number | null, height: number | null, sources: Array<{ url: string, width: number }> } | null, steps: Array<{ title: string | null, description: string | null, nextLabel: string | null, fields: Array<{ key: string, kind: FieldKind, label: string, placeholder: string | null, isRequired: boolean, options: Array<{ key: string, label: string }> }> }>, consent: { text: string, url: string | null }, wheel: { slices: Array<{ key: string, label: string }> } | null, position: { vertical: Vertical, horizontal: Horizontal }, teaser: { label: string, moment: TeaserMoment, position: { vertical: Vertical, horizontal: Horizontal } } | null, countdown: { label: string | null, endsAt: string | null, secondsFromFirstDisplay: number | null, whenOver: CountdownEnd, overText: string | null } | null, colours: { text: string | null, background: string | null, buttonText: string | null, buttonBackground: string | null }, display: { size: DisplaySize, theme: string | null, triggers: Array<{ kind: TriggerKind, delaySeconds: number | null, scrollPercent: number | null, inactivitySeconds: number | null, selector: string | null, eventName: string | null, pageCount: number | null, acrossPages: boolean }>, deviceTriggers: Array<{ device: Device, triggers: Array<{ kind: TriggerKind, delaySeconds: number | null, scrollPercent: number | null, inactivitySeconds: number | null, selector: string | null, eventName: string | null, pageCount: number | null, acrossPages: boolean }> }>, closing: { hasButton: boolean, onOverlayClick: boolean, onEscape: boolean, afterSeconds: number | null }, animation: { entrance: Entrance, milliseconds: number } } }
      | { __typename: 'FormSurvey', title: string, description: string | null, submitLabel: string, nextLabel: string | null, backLabel: string | null, presentation: SurveyPresentation, hasOverlay: boolean, id: string, placement: string | null, locale: string, questions: Array<{ key: string, kind: QuestionKind, text: string, description: string | null, isRequired: boolean, allowsOther: boolean, otherLabel: string | null, lowLabel: string | null, highLabel: string | null, maximumLength: number, page: number, options: Array<{ key: string, label: string }>, rows: Array<{ key: string, label: string }>, branches: Array<{ minimumScore: number | null, maximumScore: number | null, anyOption: Array<string>, goTo: string | null }> }>, position: { vertical: Vertical, horizontal: Horizontal }, teaser: { label: string, moment: TeaserMoment, position: { vertical: Vertical, horizontal: Horizontal } } | null, colours: { text: string | null, background: string | null, buttonText: string | null, buttonBackground: string | null }, display: { size: DisplaySize, theme: string | null, triggers: Array<{ kind: TriggerKind, delaySeconds: number | null, scrollPercent: number | null, inactivitySeconds: number | null, selector: string | null, eventName: string | null, pageCount: number | null, acrossPages: boolean }>, deviceTriggers: Array<{ device: Device, triggers: Array<{ kind: TriggerKind, delaySeconds: number | null, scrollPercent: number | null, inactivitySeconds: number | null, selector: string | null, eventName: string | null, pageCount: number | null, acrossPages: boolean }> }>, closing: { hasButton: boolean, onOverlayClick: boolean, onEscape: boolean, afterSeconds: number | null }, animation: { entrance: Entrance, milliseconds: number } } }
      | { __typename: 'HeroBanner', heading: string, text: string | null, order: number, id: string, placement: string | null, locale: string, desktopImage: { url: string, alternativeText: string, isDecorative: boolean, width: number | null, height: number | null, sources: Array<{ url: string, width: number }> }, mobileImage: { url: string, alternativeText: string, isDecorative: boolean, width: number | null, height: number | null, sources: Array<{ url: string, width: number }> } | null, link: { url: string, opensNewTab: boolean } | null, buttons: Array<{ label: string, action: ButtonAction, link: { url: string, opensNewTab: boolean } | null }>, countdown: { label: string | null, endsAt: string | null, secondsFromFirstDisplay: number | null, whenOver: CountdownEnd, overText: string | null } | null, colours: { text: string | null, background: string | null, buttonText: string | null, buttonBackground: string | null }, display: { size: DisplaySize, theme: string | null, triggers: Array<{ kind: TriggerKind, delaySeconds: number | null, scrollPercent: number | null, inactivitySeconds: number | null, selector: string | null, eventName: string | null, pageCount: number | null, acrossPages: boolean }>, deviceTriggers: Array<{ device: Device, triggers: Array<{ kind: TriggerKind, delaySeconds: number | null, scrollPercent: number | null, inactivitySeconds: number | null, selector: string | null, eventName: string | null, pageCount: number | null, acrossPages: boolean }> }>, closing: { hasButton: boolean, onOverlayClick: boolean, onEscape: boolean, afterSeconds: number | null }, animation: { entrance: Entrance, milliseconds: number } } }
      | { __typename: 'NotificationBar', rotatesEverySeconds: number, edge: BarEdge, isSticky: boolean, id: string, placement: string | null, locale: string, messages: Array<{ text: string, link: { url: string, opensNewTab: boolean } | null }>, backgroundImage: { url: string, alternativeText: string, isDecorative: boolean, width: number | null, height: number | null, sources: Array<{ url: string, width: number }> } | null, buttons: Array<{ label: string, action: ButtonAction, link: { url: string, opensNewTab: boolean } | null }>, countdown: { label: string | null, endsAt: string | null, secondsFromFirstDisplay: number | null, whenOver: CountdownEnd, overText: string | null } | null, colours: { text: string | null, background: string | null, buttonText: string | null, buttonBackground: string | null }, display: { size: DisplaySize, theme: string | null, triggers: Array<{ kind: TriggerKind, delaySeconds: number | null, scrollPercent: number | null, inactivitySeconds: number | null, selector: string | null, eventName: string | null, pageCount: number | null, acrossPages: boolean }>, deviceTriggers: Array<{ device: Device, triggers: Array<{ kind: TriggerKind, delaySeconds: number | null, scrollPercent: number | null, inactivitySeconds: number | null, selector: string | null, eventName: string | null, pageCount: number | null, acrossPages: boolean }> }>, closing: { hasButton: boolean, onOverlayClick: boolean, onEscape: boolean, afterSeconds: number | null }, animation: { entrance: Entrance, milliseconds: number } } }
      | { __typename: 'PopupBanner', title: string, text: string | null, hasOverlay: boolean, id: string, placement: string | null, locale: string, image: { url: string, alternativeText: string, isDecorative: boolean, width: number | null, height: number | null, sources: Array<{ url: string, width: number }> } | null, link: { url: string, opensNewTab: boolean } | null, buttons: Array<{ label: string, action: ButtonAction, link: { url: string, opensNewTab: boolean } | null }>, position: { vertical: Vertical, horizontal: Horizontal }, teaser: { label: string, moment: TeaserMoment, position: { vertical: Vertical, horizontal: Horizontal } } | null, countdown: { label: string | null, endsAt: string | null, secondsFromFirstDisplay: number | null, whenOver: CountdownEnd, overText: string | null } | null, colours: { text: string | null, background: string | null, buttonText: string | null, buttonBackground: string | null }, display: { size: DisplaySize, theme: string | null, triggers: Array<{ kind: TriggerKind, delaySeconds: number | null, scrollPercent: number | null, inactivitySeconds: number | null, selector: string | null, eventName: string | null, pageCount: number | null, acrossPages: boolean }>, deviceTriggers: Array<{ device: Device, triggers: Array<{ kind: TriggerKind, delaySeconds: number | null, scrollPercent: number | null, inactivitySeconds: number | null, selector: string | null, eventName: string | null, pageCount: number | null, acrossPages: boolean }> }>, closing: { hasButton: boolean, onOverlayClick: boolean, onEscape: boolean, afterSeconds: number | null }, animation: { entrance: Entrance, milliseconds: number } } }
     }> };

export type TrackEventsMutationVariables = Exact<{
  input: TrackEventsInput;
}>;


export type TrackEventsMutation = { trackEvents:
    | { __typename: 'EventsTracked' }
    | { __typename: 'InvalidInput', message: string, problems: Array<{ path: Array<string>, message: string }> }
   };

export type RecordInteractionsMutationVariables = Exact<{
  input: RecordInteractionsInput;
}>;


export type RecordInteractionsMutation = { recordInteractions:
    | { __typename: 'InteractionsRecorded' }
    | { __typename: 'InvalidInput', message: string, problems: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'UnknownVisitor', message: string }
   };

export type ClaimDisplaysMutationVariables = Exact<{
  input: ClaimDisplaysInput;
}>;


export type ClaimDisplaysMutation = { claimDisplays:
    | { __typename: 'DisplaysClaimed', displays: Array<{ decisionId: string, isGranted: boolean, control: boolean, couponCode: string | null }> }
    | { __typename: 'InvalidInput', message: string, problems: Array<{ path: Array<string>, message: string }> }
   };

export type CaptureEmailMutationVariables = Exact<{
  input: CaptureEmailInput;
}>;


export type CaptureEmailMutation = { captureEmail:
    | { __typename: 'EmailCaptured', couponCode: string | null, needsConfirmation: boolean, thankYou: { text: string, closesAfterSeconds: number | null, buttons: Array<{ label: string, action: ButtonAction, link: { url: string, opensNewTab: boolean } | null }> }, prize: { key: string, label: string } | null }
    | { __typename: 'InvalidInput', message: string, problems: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'UnknownVisitor', message: string }
   };

export type ConfirmEmailMutationVariables = Exact<{
  input: ConfirmEmailInput;
}>;


export type ConfirmEmailMutation = { confirmEmail:
    | { __typename: 'EmailCaptured', couponCode: string | null, thankYou: { text: string, closesAfterSeconds: number | null, buttons: Array<{ label: string, action: ButtonAction, link: { url: string, opensNewTab: boolean } | null }> } }
    | { __typename: 'InvalidInput', message: string, problems: Array<{ path: Array<string>, message: string }> }
   };

export type SaveSurveyProgressMutationVariables = Exact<{
  input: SaveSurveyProgressInput;
}>;


export type SaveSurveyProgressMutation = { saveSurveyProgress:
    | { __typename: 'InvalidInput', message: string, problems: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'SurveyProgress', resumeToken: string | null }
    | { __typename: 'UnknownVisitor', message: string }
   };

export type SubmitSurveyMutationVariables = Exact<{
  input: SubmitSurveyInput;
}>;


export type SubmitSurveyMutation = { submitSurvey:
    | { __typename: 'InvalidInput', message: string, problems: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'SurveySubmitted', couponCode: string | null, thankYou: { text: string, closesAfterSeconds: number | null, buttons: Array<{ label: string, action: ButtonAction, link: { url: string, opensNewTab: boolean } | null }> } }
    | { __typename: 'UnknownVisitor', message: string }
   };

export type SurveyProgressQueryVariables = Exact<{
  resumeToken: string;
}>;


export type SurveyProgressQuery = { surveyProgress: { nextQuestion: string | null, answers: Array<{ question: string, score: number | null, text: string | null, options: Array<string> | null, other: string | null, flag: boolean | null, rows: Array<{ row: string, option: string }> | null }> } | null };

type Problems_InvalidInput_Fragment = { message: string, problems: Array<{ path: Array<string>, message: string }> };

type Problems_UnknownVisitor_Fragment = { message: string };

export type ProblemsFragment =
  | Problems_InvalidInput_Fragment
  | Problems_UnknownVisitor_Fragment
;

export type TriggerPartsFragment = { kind: TriggerKind, delaySeconds: number | null, scrollPercent: number | null, inactivitySeconds: number | null, selector: string | null, eventName: string | null, pageCount: number | null, acrossPages: boolean };

export type LinkPartsFragment = { url: string, opensNewTab: boolean };

export type ButtonPartsFragment = { label: string, action: ButtonAction, link: { url: string, opensNewTab: boolean } | null };

export type ImagePartsFragment = { url: string, alternativeText: string, isDecorative: boolean, width: number | null, height: number | null, sources: Array<{ url: string, width: number }> };

export type PositionPartsFragment = { vertical: Vertical, horizontal: Horizontal };

export type TeaserPartsFragment = { label: string, moment: TeaserMoment, position: { vertical: Vertical, horizontal: Horizontal } };

export type CountdownPartsFragment = { label: string | null, endsAt: string | null, secondsFromFirstDisplay: number | null, whenOver: CountdownEnd, overText: string | null };

export type ColourPartsFragment = { text: string | null, background: string | null, buttonText: string | null, buttonBackground: string | null };

export type ThankYouPartsFragment = { text: string, closesAfterSeconds: number | null, buttons: Array<{ label: string, action: ButtonAction, link: { url: string, opensNewTab: boolean } | null }> };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const ProblemsFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment Problems on UserError {
  message
  ... on InvalidInput {
    problems {
      path
      message
    }
  }
}
    `, {"fragmentName":"Problems"}) as unknown as TypedDocumentString<ProblemsFragment, unknown>;
export const TriggerPartsFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment TriggerParts on Trigger {
  kind
  delaySeconds
  scrollPercent
  inactivitySeconds
  selector
  eventName
  pageCount
  acrossPages
}
    `, {"fragmentName":"TriggerParts"}) as unknown as TypedDocumentString<TriggerPartsFragment, unknown>;
export const ImagePartsFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment ImageParts on Image {
  url
  alternativeText
  isDecorative
  width
  height
  sources {
    url
    width
  }
}
    `, {"fragmentName":"ImageParts"}) as unknown as TypedDocumentString<ImagePartsFragment, unknown>;
export const PositionPartsFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment PositionParts on Position {
  vertical
  horizontal
}
    `, {"fragmentName":"PositionParts"}) as unknown as TypedDocumentString<PositionPartsFragment, unknown>;
export const TeaserPartsFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment TeaserParts on Teaser {
  label
  moment
  position {
    ...PositionParts
  }
}
    fragment PositionParts on Position {
  vertical
  horizontal
}`, {"fragmentName":"TeaserParts"}) as unknown as TypedDocumentString<TeaserPartsFragment, unknown>;
export const CountdownPartsFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment CountdownParts on Countdown {
  label
  endsAt
  secondsFromFirstDisplay
  whenOver
  overText
}
    `, {"fragmentName":"CountdownParts"}) as unknown as TypedDocumentString<CountdownPartsFragment, unknown>;
export const ColourPartsFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment ColourParts on Colours {
  text
  background
  buttonText
  buttonBackground
}
    `, {"fragmentName":"ColourParts"}) as unknown as TypedDocumentString<ColourPartsFragment, unknown>;
export const LinkPartsFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment LinkParts on Link {
  url
  opensNewTab
}
    `, {"fragmentName":"LinkParts"}) as unknown as TypedDocumentString<LinkPartsFragment, unknown>;
export const ButtonPartsFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment ButtonParts on Button {
  label
  action
  link {
    ...LinkParts
  }
}
    fragment LinkParts on Link {
  url
  opensNewTab
}`, {"fragmentName":"ButtonParts"}) as unknown as TypedDocumentString<ButtonPartsFragment, unknown>;
export const ThankYouPartsFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment ThankYouParts on ThankYou {
  text
  closesAfterSeconds
  buttons {
    ...ButtonParts
  }
}
    fragment LinkParts on Link {
  url
  opensNewTab
}
fragment ButtonParts on Button {
  label
  action
  link {
    ...LinkParts
  }
}`, {"fragmentName":"ThankYouParts"}) as unknown as TypedDocumentString<ThankYouPartsFragment, unknown>;
export const EligibleCampaignsDocument = {"__meta__":{"hash":"sha256:07896cacd60c4769997f9f7f5b9b5eddc910b55f9097a39bf9befc0feb24deb4"}} as unknown as TypedDocumentString<EligibleCampaignsQuery, EligibleCampaignsQueryVariables>;
export const TrackEventsDocument = {"__meta__":{"hash":"sha256:c1682ff7122af82e858136b39a49aedf0e014b7d76b4652128b8b40216dc63a0"}} as unknown as TypedDocumentString<TrackEventsMutation, TrackEventsMutationVariables>;
export const RecordInteractionsDocument = {"__meta__":{"hash":"sha256:994080264dc34a9edcb41d8b3cdf7c1539d442b382258e3d2a8b6be058f3c7ac"}} as unknown as TypedDocumentString<RecordInteractionsMutation, RecordInteractionsMutationVariables>;
export const ClaimDisplaysDocument = {"__meta__":{"hash":"sha256:a0f2a1899a6eb094078be0a03c3138939da2b95132de228c4648dc2b84bc03d2"}} as unknown as TypedDocumentString<ClaimDisplaysMutation, ClaimDisplaysMutationVariables>;
export const CaptureEmailDocument = {"__meta__":{"hash":"sha256:9462d139802c67c024acdc1dc10ac8aa4c2731f9f02540c3a9d892720202c82e"}} as unknown as TypedDocumentString<CaptureEmailMutation, CaptureEmailMutationVariables>;
export const ConfirmEmailDocument = {"__meta__":{"hash":"sha256:a83235b029bb447758f28a33e1f9948bf4c2c276b00c70a3ccf97aaa5f538d7e"}} as unknown as TypedDocumentString<ConfirmEmailMutation, ConfirmEmailMutationVariables>;
export const SaveSurveyProgressDocument = {"__meta__":{"hash":"sha256:5b62261f937cad362ecfb2990112b01fc6d05fd0323902e8b98e017ac7d29c0e"}} as unknown as TypedDocumentString<SaveSurveyProgressMutation, SaveSurveyProgressMutationVariables>;
export const SubmitSurveyDocument = {"__meta__":{"hash":"sha256:eeab8956f9baa5d4426ab4946c4b4ab0b3db6069b3bee06b79228e5443025fca"}} as unknown as TypedDocumentString<SubmitSurveyMutation, SubmitSurveyMutationVariables>;
export const SurveyProgressDocument = {"__meta__":{"hash":"sha256:1459f293cba0a13ab55daaf2d515bb54b4607b03139efabab9d547fa725c85af"}} as unknown as TypedDocumentString<SurveyProgressQuery, SurveyProgressQueryVariables>;