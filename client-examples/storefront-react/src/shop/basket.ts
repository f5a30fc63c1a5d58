import { useMemo, useSyncExternalStore } from 'react';
import { storedValue } from '../segue/browser';
import { productOf, type Product } from '../../../storefront/src/shop/catalogue';

type Quantities = Record<string, number>;

const stored = storedValue<Quantities>('shop.react.basket');
const EMPTY: Quantities = {};

export function useBasket() {
  const quantities = useSyncExternalStore(stored.subscribe, stored.read, () => EMPTY) ?? EMPTY;
  return useMemo(() => {
    const lines = Object.entries(quantities).flatMap(([id, quantity]) => {
      const product = productOf(id);
      return product ? [{ product, quantity }] : [];
    });
    return {
      lines,
      total: lines.reduce((sum, { product, quantity }) => sum + product.price * quantity, 0),
      units: lines.reduce((sum, { quantity }) => sum + quantity, 0),
      items: lines.map(({ product: { id, category } }) => ({ productId: id, category })),
      add: ({ id }: Product, quantity: number) => stored.write({ ...quantities, [id]: (quantities[id] ?? 0) + quantity }),
      remove: ({ id }: Product) => {
        const { [id]: _, ...others } = quantities;
        stored.write(others);
      },
      clear: () => stored.write(EMPTY),
    };
  }, [quantities]);
}

/** What events say of a product. */
export function factsOf({ id, category, price }: Product) {
  return { productId: id, category, price };
}
