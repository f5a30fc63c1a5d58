import { productOf, type Product } from './catalogue';

export interface Line {
  product: Product;
  quantity: number;
}

const STORED_AS = 'shop.basket';
type Quantities = Record<string, number>;

function quantities(): Quantities {
  return JSON.parse(localStorage.getItem(STORED_AS) ?? '{}');
}

function keep(next: Quantities): void {
  localStorage.setItem(STORED_AS, JSON.stringify(next));
}

export function basketLines(): Line[] {
  return Object.entries(quantities()).flatMap(([id, quantity]) => {
    const product = productOf(id);
    return product ? [{ product, quantity }] : [];
  });
}

export function addToBasket({ id }: Product, quantity: number): void {
  const before = quantities();
  keep({ ...before, [id]: (before[id] ?? 0) + quantity });
}

export function removeFromBasket({ id }: Product): void {
  const { [id]: _, ...rest } = quantities();
  keep(rest);
}

export function emptyBasket(): void {
  keep({});
}

export function totalOf(lines: Line[]): number {
  return lines.reduce((sum, { product, quantity }) => sum + product.price * quantity, 0);
}

export function unitsOf(lines: Line[]): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}
