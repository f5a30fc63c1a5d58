import { use, useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { CATEGORIES, PRODUCTS, productOf, type CategoryId, type Product } from '../../../storefront/src/shop/catalogue';
import { pictureOf } from '../../../storefront/src/shop/pictures';
import { CampaignSlot, useConfirmEmail, useTrack, useTrackView } from '../segue';
import { factsOf, useBasket } from './basket';
import { LanguageContext, usePrice, useWords } from './language';
import { ShopPage } from './ShopPage';

export function HomePage() {
  const words = useWords();
  return (
    <ShopPage type="HOME" title={words.welcome}>
      <h1 className="unseen">Hearth &amp; Heather</h1>
      <div className="slot" data-segue-slot="home-hero">
        <CampaignSlot name="home-hero" fallback={<Welcome />} />
      </div>
      <nav className="tiles" aria-label={words.lookAround}>
        {CATEGORIES.map((id) => (
          <Link key={id} to={`/${id}`} className={`tile ${id}`}>
            <Drawing product={PRODUCTS.find(({ category }) => category === id)!} />
            <span>{words[id]}</span>
          </Link>
        ))}
      </nav>
      <h2>{words.favourites}</h2>
      <Cards products={PRODUCTS.filter((_, place) => place % 6 !== 5)} />
    </ShopPage>
  );
}

function Welcome() {
  const words = useWords();
  return (
    <div className="welcome">
      <div>
        <h2>{words.welcome}</h2>
        <p>{words.welcomeText}</p>
        <Link to="/spring" className="button">
          {words.spring}
        </Link>
      </div>
      <img src={`${import.meta.env.BASE_URL}images/shelf.svg`} alt="" width="620" height="420" />
    </div>
  );
}

export function CategoryPage({ category }: { category: CategoryId }) {
  const words = useWords();
  useTrackView('categoryView', { category }, category);
  return (
    <ShopPage type="CATEGORY" category={category} title={words[category]}>
      <h1>{words[category]}</h1>
      <Cards products={PRODUCTS.filter((product) => product.category === category)} />
    </ShopPage>
  );
}

export function ProductPage() {
  const product = productOf(useParams()['id']);
  return product ? <KnownProduct key={product.id} product={product} /> : <NotFoundPage />;
}

function KnownProduct({ product }: { product: Product }) {
  const words = useWords();
  const price = usePrice();
  const name = product.names[use(LanguageContext)];
  const track = useTrack();
  const basket = useBasket();
  const [hasAdded, setAdded] = useState(false);
  useTrackView('productView', { ...factsOf(product), name: product.names.en }, product.id);

  function add(form: FormData): void {
    const quantity = Number(form.get('quantity'));
    basket.add(product, quantity);
    track('basketAdd', { ...factsOf(product), quantity });
    setAdded(true);
  }

  return (
    <ShopPage type="PRODUCT" category={product.category} productId={product.id} title={name}>
      <article className="product">
        <Drawing product={product} />
        <div>
          <Link to={`/${product.category}`} className="crumb">
            {words[product.category]}
          </Link>
          <h1>{name}</h1>
          <p className="price">{price(product.price)}</p>
          <p>{words.description}</p>
          <form className="buy" action={add}>
            <label htmlFor="quantity">{words.quantity}</label>
            <input id="quantity" name="quantity" type="number" min="1" max="9999" defaultValue="1" required />
            <button className="button">{words.add}</button>
          </form>
          <p role="status">{hasAdded && `${name} ${words.added}`}</p>
        </div>
      </article>
      <div className="slot" data-segue-slot="product-below">
        <CampaignSlot name="product-below" />
      </div>
      <h2>{words.alsoLike}</h2>
      <Cards products={PRODUCTS.filter((other) => other.category === product.category && other !== product)} />
    </ShopPage>
  );
}

export function SearchPage() {
  const words = useWords();
  const language = use(LanguageContext);
  const query = useSearchParams()[0].get('q') ?? '';
  const wanted = query.toLocaleLowerCase(language);
  const found = PRODUCTS.filter(({ names }) => names[language].toLocaleLowerCase(language).includes(wanted));
  useTrackView('search', { query, resultCount: found.length }, query);
  const title = `${words.found} “${query}”`;
  return (
    <ShopPage type="SEARCH" title={title}>
      <h1>{title}</h1>
      {found.length === 0 && <p>{words.nothingFound}</p>}
      <Cards products={found.length > 0 ? found : PRODUCTS.slice(0, 4)} />
    </ShopPage>
  );
}

export function BasketPage() {
  const words = useWords();
  const price = usePrice();
  const track = useTrack();
  const navigate = useNavigate();
  const language = use(LanguageContext);
  const { lines, total, units, items, remove, clear } = useBasket();

  function order(): void {
    const orderNumber = `R${Date.now().toString(36).toUpperCase()}`;
    track('purchase', { orderNumber, total: total.toFixed(2), units, items });
    clear();
    void navigate(`/ordered/${orderNumber}`);
  }

  return (
    <ShopPage type="BASKET" title={words.basket}>
      <h1>{words.basket}</h1>
      {lines.length === 0 ? (
        <>
          <p>{words.emptyBasket}</p>
          <BackToTheShop />
        </>
      ) : (
        <>
          <ul className="lines">
            {lines.map(({ product, quantity }) => (
              <li key={product.id}>
                <Drawing product={product} />
                <span>
                  <Link to={`/product/${product.id}`}>{product.names[language]}</Link>
                  <small>{`${quantity} × ${price(product.price)}`}</small>
                </span>
                <strong>{price(product.price * quantity)}</strong>
                <button
                  type="button"
                  className="plain"
                  aria-label={`${words.remove}: ${product.names[language]}`}
                  onClick={() => {
                    remove(product);
                    track('basketRemove', { ...factsOf(product), quantity });
                  }}
                >
                  {words.remove}
                </button>
              </li>
            ))}
          </ul>
          <p className="total">
            {words.total} <strong>{price(total)}</strong>
          </p>
          <button type="button" className="button" onClick={order}>
            {words.order}
          </button>
          <p className="quiet">{words.notCharged}</p>
        </>
      )}
    </ShopPage>
  );
}

export function OrderedPage() {
  const words = useWords();
  return (
    <ShopPage type="PURCHASE_SUCCESS" title={words.ordered}>
      <h1>{words.ordered}</h1>
      <p>
        {words.orderNumber}: <strong>{useParams()['number']}</strong>
      </p>
      <p className="quiet">{words.notCharged}</p>
      <div className="slot" data-segue-slot="order-below">
        <CampaignSlot name="order-below" />
      </div>
      <BackToTheShop />
    </ShopPage>
  );
}

/** Where the link of the letter leads that confirms an address. */
export function ConfirmationPage() {
  const words = useWords();
  const confirmation = useConfirmEmail(useSearchParams()[0].get('token') ?? '');
  const title = confirmation.state === 'REFUSED' ? words.notConfirmed : words.confirmed;
  return (
    <ShopPage type="OTHER" title={title}>
      <div role="status">
        {confirmation.state !== 'WAITING' && <h1>{title}</h1>}
        {confirmation.state === 'CONFIRMED' && (
          <>
            <p>{confirmation.text}</p>
            <p className="code">{confirmation.couponCode}</p>
          </>
        )}
      </div>
      <BackToTheShop />
    </ShopPage>
  );
}

export function ArticlePage({ name }: { name: 'spring' | 'welcome-back' | 'delivery' | 'privacy' }) {
  const words = useWords();
  const isOffer = name === 'spring' || name === 'welcome-back';
  return (
    <ShopPage type="OTHER" title={words[name]}>
      <h1>{words[name]}</h1>
      <p className="lead">{words[`${name}Text`]}</p>
      {isOffer && <Cards products={PRODUCTS.filter((_, place) => place % 3 === 2)} />}
    </ShopPage>
  );
}

export function NotFoundPage() {
  const words = useWords();
  return (
    <ShopPage type="NOT_FOUND" title={words.notFound}>
      <h1>{words.notFound}</h1>
      <p>{words.notFoundText}</p>
      <BackToTheShop />
    </ShopPage>
  );
}

function Cards({ products }: { products: Product[] }) {
  const language = use(LanguageContext);
  const price = usePrice();
  return (
    <ul className="cards">
      {products.map((product) => (
        <li key={product.id}>
          <Link to={`/product/${product.id}`} className="card">
            <Drawing product={product} />
            <span>{product.names[language]}</span>
            <strong>{price(product.price)}</strong>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Drawing({ product }: { product: Product }) {
  // The drawings are the shop's own source, not content.
  return <span className="picture" dangerouslySetInnerHTML={{ __html: pictureOf(product) }} />;
}

function BackToTheShop() {
  return (
    <Link to="/" className="button">
      {useWords().lookAround}
    </Link>
  );
}
