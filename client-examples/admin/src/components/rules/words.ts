/** A marketer's words for the rule language. */
import type { ConditionKind } from './draft';
import type { EventKind, Measure, Operator, RuleValue, SubjectKind, TimeWindow, ValueForm, ValueKind } from './grammar';

export const KIND_LABELS: Record<ConditionKind, string> = {
  attribute: 'Visitor',
  orders: 'Orders',
  smart: 'Smart figure',
  behaviour: 'Behaviour',
  sequence: 'Sequence',
  unfollowed: 'Did, but not since',
  segment: 'Segment',
  context: 'Page and visit',
  queryParameter: 'Address parameter',
  trait: 'Own attribute',
};

export const KIND_DESCRIPTIONS: Record<ConditionKind, string> = {
  attribute: 'Country, age, subscriptions, last seen …',
  orders: 'How many, how much, how long ago …',
  smart: 'Scores, gap ratio, chance of a next order …',
  behaviour: 'Viewed, searched, filled the basket, answered …',
  sequence: 'One thing, then another',
  unfollowed: 'Such as a basket without an order',
  segment: 'In a segment of yours, or a smart one',
  context: 'What the page, the device and the basket say',
  queryParameter: 'Such as coupon in ?coupon=SPRING',
  trait: 'What your shop declares under a name of its own',
};

const NAMES: Record<string, string> = {
  'orders.COUNT': 'Number of orders',
  'orders.REVENUE': 'Revenue',
  'orders.AVERAGE_VALUE': 'Average order value',
  'orders.UNITS_PER_ORDER': 'Units per order',
  'orders.DISCOUNTED_SHARE': 'Share of discounted orders',
  'orders.FIRST_AT': 'First order',
  'orders.LAST_AT': 'Last order',
  'orders.DAYS_SINCE_FIRST': 'Days since the first order',
  'orders.DAYS_SINCE_LAST': 'Days since the last order',
  'orders.MEDIAN_GAP_DAYS': 'Median days between orders',
  'orders.PRODUCTS': 'Products ordered',
  'orders.CATEGORIES': 'Categories ordered',
  'orders.BRANDS': 'Brands ordered',
  'attribute.REGISTERED': 'Has an account',
  'attribute.EMAIL_SUBSCRIBER': 'Subscribed to e-mail',
  'attribute.PUSH_SUBSCRIBER': 'Subscribed to push',
  'attribute.SESSIONS': 'Number of visits',
  'smart.P_ALIVE': 'Chance of ordering again',
  'context.URL': 'Address',
  'context.PRODUCT_ID': 'Product',
  'context.OS': 'Operating system',
  'context.NOW': 'Moment',
  'context.IP_ADDRESS': 'IP address',
  'context.IP_COUNTRY': 'Country by IP address',
  'context.UTM_SOURCE': 'UTM source',
  'context.UTM_MEDIUM': 'UTM medium',
  'context.UTM_CAMPAIGN': 'UTM campaign',
};

/** `DAYS_SINCE_LAST` as `Days since last`. */
export function humanised(name: string): string {
  const words = name.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function labelOfName(kind: SubjectKind, name: string): string {
  if (kind === 'trait' || kind === 'queryParameter') return name;
  return NAMES[`${kind}.${name}`] ?? humanised(name);
}

export const EVENT_LABELS: Record<EventKind, string> = {
  PAGE_VIEW: 'viewed a page',
  CATEGORY_VIEW: 'viewed a category',
  PRODUCT_VIEW: 'viewed a product',
  SEARCH: 'searched',
  BASKET_ADD: 'added to the basket',
  BASKET_REMOVE: 'took out of the basket',
  BASKET_CLEAR: 'emptied the basket',
  CHECKOUT_STEP: 'reached a checkout step',
  PURCHASE: 'ordered',
  ORDER_CANCELLATION: 'had an order cancelled',
  LOG_IN: 'logged in',
  REGISTRATION: 'opened an account',
  CUSTOM: 'did something of the shop’s own',
  CAMPAIGN_IMPRESSION: 'saw a campaign',
  CAMPAIGN_CLICK: 'clicked a campaign',
  CAMPAIGN_CLOSE: 'closed a campaign',
  CAMPAIGN_CONVERSION: 'converted in a campaign',
  SURVEY_ANSWER: 'answered a survey question',
};

export const MEASURE_LABELS: Record<Measure, string> = {
  COUNT: 'how often',
  SUM: 'sum of',
  AVERAGE: 'average of',
  DISTINCT: 'different values of',
  FIRST_AT: 'first time',
  LAST_AT: 'last time',
  DAYS_SINCE_FIRST: 'days since the first',
  DAYS_SINCE_LAST: 'days since the last',
};

const OPERATOR_LABELS: Record<Operator, string> = {
  EQUAL: 'is',
  NOT_EQUAL: 'is not',
  IN: 'is one of',
  NOT_IN: 'is none of',
  LESS: 'is less than',
  LESS_OR_EQUAL: 'is at most',
  GREATER: 'is more than',
  GREATER_OR_EQUAL: 'is at least',
  BETWEEN: 'is between',
  NOT_BETWEEN: 'is not between',
  MODULO: 'leaves, divided by,',
  CONTAINS: 'contains',
  NOT_CONTAINS: 'doesn’t contain',
  STARTS_WITH: 'begins with',
  NOT_STARTS_WITH: 'doesn’t begin with',
  ENDS_WITH: 'ends with',
  NOT_ENDS_WITH: 'doesn’t end with',
  MATCHES_GLOB: 'fits the pattern',
  NOT_MATCHES_GLOB: 'doesn’t fit the pattern',
  MATCHES_REGEX: 'fits the expression',
  NOT_MATCHES_REGEX: 'doesn’t fit the expression',
  HAS_ANY: 'has any of',
  HAS_ALL: 'has all of',
  HAS_NONE: 'has none of',
  LENGTH_EQUAL: 'has the length',
  LENGTH_AT_LEAST: 'has at least the length',
  LENGTH_AT_MOST: 'has at most the length',
  IS_DAY: 'is on the day',
  IS_NOT_DAY: 'is not on the day',
  ANNIVERSARY_WITHIN_DAYS: 'comes round within days',
  VERSION_EQUAL: 'is the version',
  VERSION_NOT_EQUAL: 'is not the version',
  VERSION_LESS: 'is before version',
  VERSION_LESS_OR_EQUAL: 'is at most version',
  VERSION_GREATER: 'is after version',
  VERSION_GREATER_OR_EQUAL: 'is at least version',
  VERSION_IN_RANGE: 'is in the version range',
  WITHIN_DISTANCE: 'is within',
  NOT_WITHIN_DISTANCE: 'is not within',
  IN_NETWORK: 'is in the network',
  NOT_IN_NETWORK: 'is not in the network',
  EXISTS: 'is known',
  MISSING: 'is not known',
  NOT_EMPTY: 'is not empty',
  EMPTY: 'is empty',
};

const DATE_OPERATOR_LABELS: Partial<Record<Operator, string>> = {
  EQUAL: 'is exactly',
  NOT_EQUAL: 'is not exactly',
  LESS: 'is before',
  LESS_OR_EQUAL: 'is not after',
  GREATER: 'is after',
  GREATER_OR_EQUAL: 'is not before',
};

export function labelOfOperator(operator: Operator, kind?: ValueKind): string {
  return (kind === 'date' && DATE_OPERATOR_LABELS[operator]) || OPERATOR_LABELS[operator];
}

export const FORM_LABELS: Record<ValueForm, string> = {
  text: 'a text',
  number: 'a number',
  flag: 'yes or no',
  date: 'a date',
  relativeDate: 'a time ago',
  texts: 'any of several texts',
  numbers: 'numbers',
  dates: 'dates',
  relativeDates: 'times ago',
  threshold: 'a figure of the store',
  circle: 'around a place',
};

export function durationInWords({ amount, unit }: { amount: number; unit: string }): string {
  const word = unit.toLowerCase();
  return `${amount} ${amount === 1 ? word.slice(0, -1) : word}`;
}

function relativeInWords({ amount, unit }: { amount: number; unit: string }): string {
  if (amount === 0) return 'now';
  const length = durationInWords({ amount: Math.abs(amount), unit });
  return amount < 0 ? `${length} ago` : `in ${length}`;
}

export function windowInWords(window: TimeWindow | null): string {
  switch (window?.kind) {
    case undefined:
      return 'ever';
    case 'last':
      return `in the last ${durationInWords(window)}`;
    case 'between':
      return [window.from && `from ${window.from}`, window.to && `before ${window.to}`].filter(Boolean).join(' ');
    case 'thisSession':
      return 'in this visit';
  }
}

/** Names of the store's figures, such as `orders.average_value.p80`. */
export function thresholdInWords(name: string): string {
  const [, figure = name, part = ''] = name.split('.');
  const percentile = /^p(\d+)$/.exec(part);
  const words = humanised(figure).toLowerCase();
  return percentile ? `${percentile[1]}th percentile of ${words}` : `${part} ${words}`.trim();
}

export function valueInWords({ form, content }: RuleValue): string {
  switch (form) {
    case 'flag':
      return content ? 'yes' : 'no';
    case 'number':
      return content === null ? '…' : content.toLocaleString('en');
    case 'relativeDate':
      return relativeInWords(content);
    case 'relativeDates':
      return content.map(relativeInWords).join(' and ');
    case 'texts':
    case 'dates':
      return content.join(', ');
    case 'numbers':
      return content.map((number) => number?.toLocaleString('en') ?? '…').join(' and ');
    case 'threshold':
      return thresholdInWords(content);
    case 'circle':
      return `${content.radiusKm} km of ${content.latitude}, ${content.longitude}`;
    default:
      return content;
  }
}
