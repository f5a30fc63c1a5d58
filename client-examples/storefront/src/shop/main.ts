import '@fontsource-variable/figtree';
import '@fontsource-variable/fraunces';
import '../segue/segue.css';
import './shop.css';
import { createSegue, type Segue } from '../segue';
import { basketLines, totalOf, unitsOf } from './basket';
import { readFacts } from './facts';
import { shopFrame } from './frame';
import { pageAt } from './pages';
import { BASE, itemOf } from './shop';
import { chooseLanguage, currentLanguage, LANGUAGES } from './words';

const facts = readFacts();
const language = currentLanguage();
const { words, labels, locale, direction } = LANGUAGES[language];
Object.assign(document.documentElement, { lang: language, dir: direction });

const segue = createSegue({
  url: facts.url,
  key: facts.key,
  locale,
  labels,
  testToken: new URLSearchParams(location.search).get('segue-test') ?? undefined,
  clockOffsetMilliseconds: facts.now ? facts.now - Date.now() : 0,
});
// For whoever tries things in the console, and for tag managers.
Object.assign(window, { segue } satisfies { segue: Segue });

const { main, links, showBasket, say } = shopFrame(language, {
  visitors: facts.visitors ?? {},
  visitorId: segue.visitorId,
  visitAs(id) {
    segue.identify(id ?? crypto.randomUUID());
    location.reload();
  },
  speak(chosen) {
    chooseLanguage(chosen);
    location.reload();
  },
  search: (query) => go(`search?q=${encodeURIComponent(query)}`),
});

function go(address: string): void {
  history.pushState(null, '', BASE + address);
  void showPage();
}

/** Show the page of the current address, and let Segue know of it. */
async function showPage(isFirst = false): Promise<void> {
  const address = new URL(location.href);
  const { title, content, page, report } = await pageAt(address, { language, words, segue, go, showBasket, say });
  if (location.href !== address.href) return;
  document.title = `${title} · Hearth & Heather`;
  main.replaceChildren(...content);
  for (const link of links) {
    if (link.href === address.href) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  if (!isFirst) {
    scrollTo(0, 0);
    main.focus({ preventScroll: true });
  }
  report?.();
  const lines = basketLines();
  const items = lines.map(({ product }) => itemOf(product));
  await segue.visit({ ...page, basket: { total: totalOf(lines), itemCount: unitsOf(lines), items } });
}

/** Links within the shop change the page in place; all others are the browser's. */
function follow(event: MouseEvent): void {
  const link = (event.target as Element).closest('a');
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const to = new URL(link.href);
  const isWithin = to.origin === location.origin && to.pathname.startsWith(BASE) && !to.hash && !link.target;
  if (!isWithin) return;
  event.preventDefault();
  go(to.pathname.slice(BASE.length) + to.search);
}

document.addEventListener('click', follow);
window.addEventListener('popstate', () => void showPage());
void showPage(true);
