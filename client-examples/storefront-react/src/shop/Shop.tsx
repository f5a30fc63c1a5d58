import type { ApolloClient } from '@apollo/client';
import { useEffect } from 'react';
import { Route, Routes, useNavigate } from 'react-router';
import { SegueProvider } from '../segue';
import { LANGUAGES } from '../../../storefront/src/shop/words';
import { LanguageContext, useStoredLanguage } from './language';
import {
  ArticlePage,
  BasketPage,
  CategoryPage,
  ConfirmationPage,
  HomePage,
  NotFoundPage,
  OrderedPage,
  ProductPage,
  SearchPage,
} from './pages';

const { BASE_URL, VITE_SEGUE_CLOCK_OFFSET } = import.meta.env;

export function Shop({ client }: { client: ApolloClient }) {
  const navigate = useNavigate();
  const language = useStoredLanguage();
  const { locale, direction, labels } = LANGUAGES[language];
  useEffect(() => {
    Object.assign(document.documentElement, { lang: language, dir: direction });
  }, [language, direction]);
  return (
    <SegueProvider
      client={client}
      locale={locale}
      labels={labels}
      clockOffsetMilliseconds={Number(VITE_SEGUE_CLOCK_OFFSET ?? 0)}
      navigate={(path) => void navigate(path.replace(BASE_URL, '/'))}
    >
      <LanguageContext value={language}>
        <Routes>
          <Route index element={<HomePage />} />
          {(['home', 'kitchen', 'paper'] as const).map((category) => (
            <Route key={category} path={category} element={<CategoryPage key={category} category={category} />} />
          ))}
          <Route path="product/:id" element={<ProductPage />} />
          <Route path="search" element={<SearchPage />} />
          <Route path="basket" element={<BasketPage />} />
          <Route path="ordered/:number" element={<OrderedPage />} />
          <Route path="confirm" element={<ConfirmationPage />} />
          {(['spring', 'welcome-back', 'delivery', 'privacy'] as const).map((name) => (
            <Route key={name} path={name} element={<ArticlePage name={name} />} />
          ))}
          <Route path="*" element={<NotFoundPage />} />
        </Routes>
      </LanguageContext>
    </SegueProvider>
  );
}
