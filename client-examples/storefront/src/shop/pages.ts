import { h } from '../segue/dom';
import { addToBasket, basketLines, emptyBasket, removeFromBasket, totalOf, unitsOf, type Line } from './basket';
import { CATEGORIES, PRODUCTS, productOf, type CategoryId, type Product } from './catalogue';
import { pictureOf } from './pictures';
import { BASE, factsOf, itemOf, priceOf, type Shop, type ShopPage } from './shop';

/** The page at an address below the shop's base. */
export async function pageAt(address: URL, shop: Shop): Promise<ShopPage> {
  const [first = '', second] = address.pathname.slice(BASE.length).split('/');
  const product = first === 'product' && productOf(second);
  if (product) return productPage(product, shop);
  if (isCategory(first)) return categoryPage(first, shop);
  switch (first) {
    case '':
      return homePage(shop);
    case 'search':
      return searchPage(address.searchParams.get('q') ?? '', shop);
    case 'basket':
      return basketPage(shop);
    case 'ordered':
      return orderedPage(second ?? '', shop);
    case 'confirm':
      return confirmationPage(address.searchParams.get('token') ?? '', shop);
    case 'spring':
    case 'welcome-back':
    case 'delivery':
    case 'privacy':
      return articlePage(first, shop);
    default:
      return notFoundPage(shop);
  }
}

function isCategory(text: string): text is CategoryId {
  return CATEGORIES.includes(text as CategoryId);
}

/** A place that campaigns are shown in, and what stands there until then. */
function slot(name: string, ...content: Node[]): HTMLElement {
  return h('div', { class: 'slot', 'data-segue-slot': name }, ...content);
}

function homePage(shop: Shop): ShopPage {
  const { words } = shop;
  const welcome = h(
    'div',
    { class: 'welcome' },
    h('div', {}, h('h2', {}, words.welcome), h('p', {}, words.welcomeText), linkTo('spring', words.spring, 'button')),
    h('img', { src: `${BASE}images/shelf.svg`, alt: '', width: 620, height: 420 }),
  );
  const tiles = CATEGORIES.map((id) =>
    h('a', { href: BASE + id, class: `tile ${id}` }, drawing(PRODUCTS.find(({ category }) => category === id)!), h('span', {}, words[id])),
  );
  return {
    title: words.welcome,
    content: [
      // What stands in the slot may give way to a campaign; the page keeps its heading.
      h('h1', { class: 'unseen' }, 'Hearth & Heather'),
      slot('home-hero', welcome),
      h('nav', { class: 'tiles', 'aria-label': words.lookAround }, ...tiles),
      h('h2', {}, words.favourites),
      cards(PRODUCTS.filter((_, place) => place % 6 !== 5), shop),
    ],
    page: { type: 'HOME' },
  };
}

function categoryPage(category: CategoryId, shop: Shop): ShopPage {
  const title = shop.words[category];
  return {
    title,
    content: [h('h1', {}, title), cards(PRODUCTS.filter((product) => product.category === category), shop)],
    page: { type: 'CATEGORY', category },
    report: () => shop.segue.track('categoryView', { category }),
  };
}

function productPage(product: Product, shop: Shop): ShopPage {
  const { words, language } = shop;
  const name = product.names[language];
  const quantity = h('input', { id: 'quantity', type: 'number', min: 1, max: 9999, value: 1, required: true });
  const add = (event: Event) => {
    event.preventDefault();
    addToBasket(product, quantity.valueAsNumber);
    shop.segue.track('basketAdd', { ...factsOf(product), quantity: quantity.valueAsNumber });
    shop.showBasket();
    shop.say(`${name} ${words.added}`);
  };
  const form = h(
    'form',
    { class: 'buy', submit: add },
    h('label', { for: 'quantity' }, words.quantity),
    quantity,
    h('button', { class: 'button' }, words.add),
  );
  const related = PRODUCTS.filter((other) => other.category === product.category && other !== product);
  return {
    title: name,
    content: [
      h('article', { class: 'product' }, drawing(product), h(
        'div',
        {},
        linkTo(product.category, words[product.category], 'crumb'),
        h('h1', {}, name),
        h('p', { class: 'price' }, priceOf(product.price, language)),
        h('p', {}, words.description),
        form,
      )),
      slot('product-below'),
      h('h2', {}, words.alsoLike),
      cards(related, shop),
    ],
    page: { type: 'PRODUCT', category: product.category, productId: product.id },
    report: () => shop.segue.track('productView', { ...factsOf(product), name: product.names.en }),
  };
}

function searchPage(query: string, shop: Shop): ShopPage {
  const { words, language } = shop;
  const wanted = query.toLocaleLowerCase(language);
  const found = PRODUCTS.filter(({ names }) => names[language].toLocaleLowerCase(language).includes(wanted));
  const title = `${words.found} “${query}”`;
  return {
    title,
    content: [h('h1', {}, title), ...(found.length ? [] : [h('p', {}, words.nothingFound)]), cards(found.length ? found : PRODUCTS.slice(0, 4), shop)],
    page: { type: 'SEARCH' },
    report: () => shop.segue.track('search', { query, resultCount: found.length }),
  };
}

function basketPage(shop: Shop): ShopPage {
  const { words, language } = shop;
  const lines = basketLines();
  const rows = lines.map((line) => basketRow(line, shop));
  const total = h('p', { class: 'total' }, `${words.total} `, h('strong', {}, priceOf(totalOf(lines), language)));
  const order = h('button', { type: 'button', class: 'button', click: () => placeOrder(lines, shop) }, words.order);
  const content = lines.length
    ? [h('ul', { class: 'lines' }, ...rows), total, order, h('p', { class: 'quiet' }, words.notCharged)]
    : [h('p', {}, words.emptyBasket), linkTo('', words.lookAround, 'button')];
  return { title: words.basket, content: [h('h1', {}, words.basket), ...content], page: { type: 'BASKET' } };
}

function basketRow({ product, quantity }: Line, shop: Shop): HTMLElement {
  const { words, language, segue, go } = shop;
  const name = product.names[language];
  const remove = () => {
    removeFromBasket(product);
    segue.track('basketRemove', { ...factsOf(product), quantity });
    shop.showBasket();
    go('basket');
  };
  return h(
    'li',
    {},
    drawing(product),
    h('span', {}, linkTo(`product/${product.id}`, name), h('small', {}, `${quantity} × ${priceOf(product.price, language)}`)),
    h('strong', {}, priceOf(product.price * quantity, language)),
    h('button', { type: 'button', class: 'plain', 'aria-label': `${words.remove}: ${name}`, click: remove }, words.remove),
  );
}

function placeOrder(lines: Line[], { segue, showBasket, go }: Shop): void {
  const orderNumber = `W${Date.now().toString(36).toUpperCase()}`;
  segue.track('purchase', {
    orderNumber,
    total: totalOf(lines).toFixed(2),
    units: unitsOf(lines),
    items: lines.map(({ product }) => itemOf(product)),
  });
  emptyBasket();
  showBasket();
  go(`ordered/${orderNumber}`);
}

function orderedPage(orderNumber: string, { words }: Shop): ShopPage {
  return {
    title: words.ordered,
    content: [
      h('h1', {}, words.ordered),
      h('p', {}, `${words.orderNumber}: `, h('strong', {}, orderNumber)),
      h('p', { class: 'quiet' }, words.notCharged),
      slot('order-below'),
      linkTo('', words.lookAround, 'button'),
    ],
    page: { type: 'PURCHASE_SUCCESS' },
  };
}

/** Where the link of the letter leads that confirms an address. */
async function confirmationPage(token: string, { words, segue }: Shop): Promise<ShopPage> {
  const confirmed = await segue.confirmEmail(token);
  const title = confirmed ? words.confirmed : words.notConfirmed;
  const { thankYou, couponCode } = confirmed ?? {};
  return {
    title,
    content: [
      h('h1', {}, title),
      h('p', {}, thankYou?.text),
      h('p', { class: 'code' }, couponCode),
      linkTo('', words.lookAround, 'button'),
    ],
    page: { type: 'OTHER' },
  };
}

function articlePage(name: 'spring' | 'welcome-back' | 'delivery' | 'privacy', shop: Shop): ShopPage {
  const { words } = shop;
  const isOffer = name === 'spring' || name === 'welcome-back';
  return {
    title: words[name],
    content: [
      h('h1', {}, words[name]),
      h('p', { class: 'lead' }, words[`${name}Text`]),
      ...(isOffer ? [cards(PRODUCTS.filter((_, place) => place % 3 === 2), shop)] : []),
    ],
    page: { type: 'OTHER' },
  };
}

function notFoundPage({ words }: Shop): ShopPage {
  return {
    title: words.notFound,
    content: [h('h1', {}, words.notFound), h('p', {}, words.notFoundText), linkTo('', words.lookAround, 'button')],
    page: { type: 'NOT_FOUND' },
  };
}

function cards(products: Product[], { language }: Shop): HTMLElement {
  const made = products.map((product) =>
    h(
      'li',
      {},
      h(
        'a',
        { href: `${BASE}product/${product.id}`, class: 'card' },
        drawing(product),
        h('span', {}, product.names[language]),
        h('strong', {}, priceOf(product.price, language)),
      ),
    ),
  );
  return h('ul', { class: 'cards' }, ...made);
}

function drawing(product: Product): HTMLElement {
  const box = h('span', { class: 'picture' });
  box.innerHTML = pictureOf(product);
  return box;
}

function linkTo(address: string, text: string, look?: string): HTMLElement {
  return h('a', { href: BASE + address, class: look }, text);
}
