import { h, svg } from '../segue/dom';
import { basketLines, unitsOf } from './basket';
import { CATEGORIES } from './catalogue';
import { BASE } from './shop';
import { LANGUAGES, type Language, type Words } from './words';

/** The visitors of the demo, by the smart segment that each is in. */
type Visitors = Record<string, string>;

interface Choices {
  visitors: Visitors;
  visitorId: string;
  visitAs: (id: string | undefined) => void;
  speak: (language: string) => void;
  search: (query: string) => void;
}

/** What stands around each page: the head, the foot, and between them the place for the page. */
export function shopFrame(language: Language, choices: Choices) {
  const { words } = LANGUAGES[language];
  const main = h('main', { id: 'content', tabindex: -1 });
  const count = h('span', { class: 'count' });
  const basket = h('a', { href: `${BASE}basket`, class: 'basket' }, basketIcon(), h('span', {}, words.basket), count);
  const status = h('p', { class: 'status', role: 'status' });
  const links = CATEGORIES.map((id) => h('a', { href: BASE + id }, words[id]));

  const showBasket = () => {
    const units = unitsOf(basketLines());
    count.textContent = units ? String(units) : '';
  };
  showBasket();
  document.body.replaceChildren(
    h('a', { href: '#content', class: 'skip' }, words.skip),
    h('div', { class: 'top' }, h('span', {}, words.demoShop), visitorChoice(words, choices), languageChoice(language, words, choices)),
    h('header', { class: 'head' }, brand(), h('nav', { 'aria-label': words.demoShop }, ...links), searchForm(words, choices), basket),
    main,
    foot(words),
    status,
  );
  let timer: ReturnType<typeof setTimeout>;
  return {
    main,
    links: [...links, basket],
    showBasket,
    say(text: string) {
      status.textContent = text;
      clearTimeout(timer);
      timer = setTimeout(() => (status.textContent = ''), 4_000);
    },
  };
}

function brand(): HTMLElement {
  return h('a', { href: BASE, class: 'brand' }, h('img', { src: `${BASE}images/mark.svg`, alt: '', width: 36, height: 36 }), 'Hearth & Heather');
}

function searchForm({ search: label, searchFor }: Words, { search }: Choices): HTMLElement {
  const field = h('input', { type: 'search', name: 'q', placeholder: searchFor, 'aria-label': searchFor, maxlength: 200 });
  const submit = (event: Event) => {
    event.preventDefault();
    if (field.value.trim()) search(field.value.trim());
  };
  return h('form', { role: 'search', class: 'search', submit }, field, h('button', { class: 'plain', 'aria-label': label }, searchIcon()));
}

/** In a shop of one's own, visitors are identified when they log in. */
function visitorChoice(words: Words, { visitors, visitorId, visitAs }: Choices): HTMLElement {
  const known = [...new Set(Object.values(visitors))];
  const options = known.map((id) => h('option', { value: id, selected: id === visitorId }, titleOf(id, visitors)));
  const choose = ({ target }: Event) => visitAs((target as HTMLSelectElement).value || undefined);
  const isNew = !known.includes(visitorId);
  return h('label', {}, `${words.visitingAs} `, h('select', { change: choose }, h('option', { value: '', selected: isNew }, words.newVisitor), ...options));
}

function titleOf(visitorId: string, visitors: Visitors): string {
  const segments = Object.keys(visitors).filter((segment) => visitors[segment] === visitorId);
  return `${segments.join(', ').replaceAll('-', ' ')} (${visitorId})`;
}

function languageChoice(current: Language, words: Words, { speak }: Choices): HTMLElement {
  const options = Object.entries(LANGUAGES).map(([value, { name }]) => h('option', { value, lang: value, selected: value === current }, name));
  const choose = ({ target }: Event) => speak((target as HTMLSelectElement).value);
  return h('select', { change: choose, 'aria-label': words.language }, ...options);
}

function foot(words: Words): HTMLElement {
  const links = (['delivery', 'privacy', 'spring'] as const).map((name) => h('a', { href: BASE + name }, words[name]));
  return h('footer', { class: 'foot' }, h('p', {}, words.about), h('p', {}, ...links));
}

function basketIcon(): SVGElement {
  const paths = svg('path', { d: 'M4 8h16l-2 11H6zM8 8c0-6 8-6 8 0' });
  return svg('svg', { viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true' }, paths);
}

function searchIcon(): SVGElement {
  const paths = svg('path', { d: 'M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5L20 20' });
  return svg('svg', { viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true' }, paths);
}
