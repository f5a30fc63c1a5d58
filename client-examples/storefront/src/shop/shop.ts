import type { PageInput, PurchasedItemInput, Segue } from '../segue';
import type { Product } from './catalogue';
import { LANGUAGES, type Language, type Words } from './words';

/** What pages are given of the shop. */
export interface Shop {
  language: Language;
  words: Words;
  segue: Segue;
  /** Go to an address of the shop, such as `kitchen`. */
  go: (address: string) => void;
  /** The basket has changed. */
  showBasket: () => void;
  say: (text: string) => void;
}

export interface ShopPage {
  title: string;
  content: Node[];
  /** What Segue is told of it. */
  page: PageInput;
  /** Report what the visitor does by looking at it, beside viewing a page. */
  report?: () => void;
}

export const BASE = import.meta.env.BASE_URL;

export function priceOf(amount: number, language: Language): string {
  return new Intl.NumberFormat(LANGUAGES[language].locale, { style: 'currency', currency: 'GBP', currencyDisplay: 'narrowSymbol' }).format(amount);
}

/** What baskets and orders say of a product. */
export function itemOf({ id, category }: Product): PurchasedItemInput {
  return { productId: id, category };
}

/** What events say of a product. */
export function factsOf(product: Product) {
  return { ...itemOf(product), price: product.price };
}
