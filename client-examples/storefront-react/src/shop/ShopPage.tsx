import { use, useEffect, useRef, useState, type ComponentProps, type ReactNode } from 'react';
import { Link, NavLink, useLocation, useNavigate, useNavigationType } from 'react-router';
import { CATEGORIES } from '../../../storefront/src/shop/catalogue';
import { LANGUAGES, type Language } from '../../../storefront/src/shop/words';
import { CampaignPage, useVisitor } from '../segue';
import { randomId } from '../segue/browser';
import { useBasket } from './basket';
import { chooseLanguage, LanguageContext, useWords } from './language';
import { OffersForYou } from './OfferList';

const { BASE_URL, VITE_DEMO_VISITORS } = import.meta.env;

type ShopPageProps = Pick<ComponentProps<typeof CampaignPage>, 'type' | 'category' | 'productId'> & {
  title: string;
  children: ReactNode;
};

/** A page of the shop with its head and foot, of which Segue is told. */
export function ShopPage({ title, children, ...page }: ShopPageProps) {
  const words = useWords();
  const { pathname, search } = useLocation();
  const { total, units, items } = useBasket();
  const main = useFocusOnArrival();
  const url = BASE_URL.slice(0, -1) + pathname + search;
  return (
    <CampaignPage {...page} url={url} basket={{ total, itemCount: units, items }}>
      <title>{`${title} · Hearth & Heather`}</title>
      <a href="#content" className="skip">
        {words.skip}
      </a>
      <div className="top">
        <span>{words.demoShop}</span>
        <VisitorChoice />
        <LanguageChoice />
      </div>
      <header className="head">
        <Link to="/" className="brand">
          <img src={`${BASE_URL}images/mark.svg`} alt="" width="36" height="36" />
          Hearth &amp; Heather
        </Link>
        <nav aria-label={words.demoShop}>
          {CATEGORIES.map((id) => (
            <NavLink key={id} to={`/${id}`}>
              {words[id]}
            </NavLink>
          ))}
        </nav>
        <SearchForm />
        <NavLink to="/basket" className="basket">
          <Icon path="M4 8h16l-2 11H6zM8 8c0-6 8-6 8 0" />
          <span>{words.basket}</span>
          <span className="count">{units > 0 && units}</span>
        </NavLink>
      </header>
      <main id="content" tabIndex={-1} ref={main}>
        {children}
      </main>
      <footer className="foot">
        <p>{words.about}</p>
        <OffersForYou />
        <p>
          {(['delivery', 'privacy', 'spring'] as const).map((name) => (
            <Link key={name} to={`/${name}`}>
              {words[name]}
            </Link>
          ))}
        </p>
      </footer>
    </CampaignPage>
  );
}

/** Whoever follows a link within the shop begins to read at the new page's content. */
function useFocusOnArrival() {
  const main = useRef<HTMLElement>(null);
  const { key } = useLocation();
  const isByLink = useNavigationType() !== 'POP';
  useEffect(() => {
    if (!isByLink) return;
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [key, isByLink]);
  return main;
}

function SearchForm() {
  const { search, searchFor } = useWords();
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  return (
    <form
      role="search"
      className="search"
      onSubmit={(event) => {
        event.preventDefault();
        if (query.trim()) void navigate(`/search?q=${encodeURIComponent(query.trim())}`);
      }}
    >
      <input
        type="search"
        placeholder={searchFor}
        aria-label={searchFor}
        maxLength={200}
        value={query}
        onChange={({ target }) => setQuery(target.value)}
      />
      <button className="plain" aria-label={search}>
        <Icon path="M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5L20 20" />
      </button>
    </form>
  );
}

const VISITORS: Record<string, string> = JSON.parse(VITE_DEMO_VISITORS ?? '{}');

/** In a shop of one's own, visitors are identified when they log in. */
function VisitorChoice() {
  const words = useWords();
  const { id, identify } = useVisitor();
  const known = Object.entries(VISITORS);
  return (
    <label>
      {words.visitingAs}{' '}
      <select
        value={known.some(([, customer]) => customer === id) ? (id ?? '') : ''}
        onChange={({ target }) => identify(target.value || randomId())}
      >
        <option value="">{words.newVisitor}</option>
        {known.map(([segment, customer]) => (
          <option key={segment} value={customer}>
            {`${segment.replaceAll('-', ' ')} (${customer})`}
          </option>
        ))}
      </select>
    </label>
  );
}

function LanguageChoice() {
  const language = use(LanguageContext);
  const words = useWords();
  return (
    <select aria-label={words.language} value={language} onChange={({ target }) => chooseLanguage(target.value as Language)}>
      {Object.entries(LANGUAGES).map(([value, { name }]) => (
        <option key={value} value={value} lang={value}>
          {name}
        </option>
      ))}
    </select>
  );
}

function Icon({ path }: { path: string }) {
  return (
    <svg viewBox="0 0 24 24" className="icon" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
