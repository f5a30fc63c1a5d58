/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
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

/** Events of one visitor. */
export type TrackEventsInput = {
  /** 1 to 100, in any order. */
  events: Array<EventInput>;
  /** The storefront's own id of the visitor. */
  visitorId: string;
};

export type HeroesQueryVariables = Exact<{
  visitorId: string;
  page?: PageInput | null | undefined;
  locale?: string | null | undefined;
  campaignIds?: Array<string> | string | null | undefined;
}>;


export type HeroesQuery = { eligibleCampaigns: Array<{ decisionId: string, control: boolean, campaign:
      | { __typename: 'EmailCollection' }
      | { __typename: 'FormSurvey' }
      | { __typename: 'HeroBanner', heading: string, text: string | null, desktopImage: { url: string, alternativeText: string, width: number | null, height: number | null }, mobileImage: { url: string, alternativeText: string, width: number | null, height: number | null } | null, link: { url: string, opensNewTab: boolean } | null, buttons: Array<{ label: string, link: { url: string, opensNewTab: boolean } | null }>, colours: { text: string | null, background: string | null, buttonText: string | null, buttonBackground: string | null } }
      | { __typename: 'NotificationBar' }
      | { __typename: 'PopupBanner' }
     }> };

export type BarsQueryVariables = Exact<{
  visitorId: string;
  page?: PageInput | null | undefined;
  locale?: string | null | undefined;
}>;


export type BarsQuery = { eligibleCampaigns: Array<{ decisionId: string, control: boolean, campaign:
      | { __typename: 'EmailCollection' }
      | { __typename: 'FormSurvey' }
      | { __typename: 'HeroBanner' }
      | { __typename: 'NotificationBar', messages: Array<{ text: string, link: { url: string, opensNewTab: boolean } | null }>, colours: { text: string | null, background: string | null } }
      | { __typename: 'PopupBanner' }
     }> };

export type HeroPartsFragment = { heading: string, text: string | null, desktopImage: { url: string, alternativeText: string, width: number | null, height: number | null }, mobileImage: { url: string, alternativeText: string, width: number | null, height: number | null } | null, link: { url: string, opensNewTab: boolean } | null, buttons: Array<{ label: string, link: { url: string, opensNewTab: boolean } | null }>, colours: { text: string | null, background: string | null, buttonText: string | null, buttonBackground: string | null } };

export type ImagePartsFragment = { url: string, alternativeText: string, width: number | null, height: number | null };

export type BarPartsFragment = { messages: Array<{ text: string, link: { url: string, opensNewTab: boolean } | null }>, colours: { text: string | null, background: string | null } };

export type TrackVisitMutationVariables = Exact<{
  input: TrackEventsInput;
}>;


export type TrackVisitMutation = { trackEvents:
    | { __typename: 'EventsTracked' }
    | { __typename: 'InvalidInput', message: string }
   };

export type ClaimMutationVariables = Exact<{
  input: ClaimDisplaysInput;
}>;


export type ClaimMutation = { claimDisplays:
    | { __typename: 'DisplaysClaimed', displays: Array<{ decisionId: string, isGranted: boolean, control: boolean }> }
    | { __typename: 'InvalidInput', message: string }
   };

export type ReportMutationVariables = Exact<{
  input: RecordInteractionsInput;
}>;


export type ReportMutation = { recordInteractions:
    | { __typename: 'InteractionsRecorded' }
    | { __typename: 'InvalidInput', message: string }
    | { __typename: 'UnknownVisitor', message: string }
   };

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
export const ImagePartsFragmentDoc = new TypedDocumentString(`
    fragment ImageParts on Image {
  url
  alternativeText
  width
  height
}
    `, {"fragmentName":"ImageParts"}) as unknown as TypedDocumentString<ImagePartsFragment, unknown>;
export const HeroPartsFragmentDoc = new TypedDocumentString(`
    fragment HeroParts on HeroBanner {
  heading
  text
  desktopImage {
    ...ImageParts
  }
  mobileImage {
    ...ImageParts
  }
  link {
    url
    opensNewTab
  }
  buttons {
    label
    link {
      url
      opensNewTab
    }
  }
  colours {
    text
    background
    buttonText
    buttonBackground
  }
}
    fragment ImageParts on Image {
  url
  alternativeText
  width
  height
}`, {"fragmentName":"HeroParts"}) as unknown as TypedDocumentString<HeroPartsFragment, unknown>;
export const BarPartsFragmentDoc = new TypedDocumentString(`
    fragment BarParts on NotificationBar {
  messages {
    text
    link {
      url
      opensNewTab
    }
  }
  colours {
    text
    background
  }
}
    `, {"fragmentName":"BarParts"}) as unknown as TypedDocumentString<BarPartsFragment, unknown>;
export const HeroesDocument = new TypedDocumentString(`
    query Heroes($visitorId: ID!, $page: PageInput, $locale: String, $campaignIds: [ID!]) {
  eligibleCampaigns(
    visitorId: $visitorId
    page: $page
    locale: $locale
    campaignIds: $campaignIds
    types: [HERO_BANNER]
    placements: ["home-hero"]
    first: 1
  ) {
    decisionId
    control
    campaign {
      __typename
      ... on HeroBanner {
        ...HeroParts
      }
    }
  }
}
    fragment HeroParts on HeroBanner {
  heading
  text
  desktopImage {
    ...ImageParts
  }
  mobileImage {
    ...ImageParts
  }
  link {
    url
    opensNewTab
  }
  buttons {
    label
    link {
      url
      opensNewTab
    }
  }
  colours {
    text
    background
    buttonText
    buttonBackground
  }
}
fragment ImageParts on Image {
  url
  alternativeText
  width
  height
}`, {"hash":"sha256:c4a119a559752ee0c8a8b761434ee8d6ffaa78e12f997e819e92c71396ec4476"}) as unknown as TypedDocumentString<HeroesQuery, HeroesQueryVariables>;
export const BarsDocument = new TypedDocumentString(`
    query Bars($visitorId: ID!, $page: PageInput, $locale: String) {
  eligibleCampaigns(
    visitorId: $visitorId
    page: $page
    locale: $locale
    types: [NOTIFICATION_BAR]
    first: 1
  ) {
    decisionId
    control
    campaign {
      __typename
      ... on NotificationBar {
        ...BarParts
      }
    }
  }
}
    fragment BarParts on NotificationBar {
  messages {
    text
    link {
      url
      opensNewTab
    }
  }
  colours {
    text
    background
  }
}`, {"hash":"sha256:e812ab4bf72c0104cbaff8a9773b69fa2bdad5995cbab883b0787176b72b1b1a"}) as unknown as TypedDocumentString<BarsQuery, BarsQueryVariables>;
export const TrackVisitDocument = new TypedDocumentString(`
    mutation TrackVisit($input: TrackEventsInput!) {
  trackEvents(input: $input) {
    __typename
    ... on UserError {
      message
    }
  }
}
    `, {"hash":"sha256:71d44b012d535fb7ac69a7d19599c0ce481202e5a35e88ce8369be5cce96ae66"}) as unknown as TypedDocumentString<TrackVisitMutation, TrackVisitMutationVariables>;
export const ClaimDocument = new TypedDocumentString(`
    mutation Claim($input: ClaimDisplaysInput!) {
  claimDisplays(input: $input) {
    __typename
    ... on DisplaysClaimed {
      displays {
        decisionId
        isGranted
        control
      }
    }
    ... on UserError {
      message
    }
  }
}
    `, {"hash":"sha256:2a2467afae3de089abb1e9b1fb1424ee88f39beafb6c7820c00c6cf45221e887"}) as unknown as TypedDocumentString<ClaimMutation, ClaimMutationVariables>;
export const ReportDocument = new TypedDocumentString(`
    mutation Report($input: RecordInteractionsInput!) {
  recordInteractions(input: $input) {
    __typename
    ... on UserError {
      message
    }
  }
}
    `, {"hash":"sha256:dbd90cd82f4de1627e8af2684f07ce87449f921fd55dbcb5256fc482af79dee7"}) as unknown as TypedDocumentString<ReportMutation, ReportMutationVariables>;