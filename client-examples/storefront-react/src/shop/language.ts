import { createContext, use, useSyncExternalStore } from 'react';
import { storedValue } from '../segue/browser';
import { LANGUAGES, type Language } from '../../../storefront/src/shop/words';

const chosen = storedValue<Language>('shop.react.language');

export const LanguageContext = createContext<Language>('en');
export const chooseLanguage = chosen.write;

export function useStoredLanguage(): Language {
  return useSyncExternalStore(chosen.subscribe, chosen.read, () => null) ?? 'en';
}

export function useWords() {
  return LANGUAGES[use(LanguageContext)].words;
}

export function usePrice(): (amount: number) => string {
  const { locale } = LANGUAGES[use(LanguageContext)];
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency: 'GBP', currencyDisplay: 'narrowSymbol' });
  return format.format.bind(format);
}
