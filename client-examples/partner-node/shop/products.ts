export type Product = { id: string; name: string; price: string; hue: number };

/** Yours come from the shop's own catalog. */
export const PRODUCTS: readonly Product[] = [
  { id: '85123A', name: 'Heart candle holder, hanging', price: '£2.55', hue: 12 },
  { id: '71053', name: 'Metal lantern, white', price: '£3.39', hue: 210 },
  { id: '84406B', name: 'Coat hanger with cream cups', price: '£2.75', hue: 42 },
  { id: '22423', name: 'Cake stand, three tiers', price: '£12.75', hue: 330 },
  { id: '47566', name: 'Bunting for a party', price: '£4.95', hue: 160 },
  { id: '20725', name: 'Lunch bag, red with dots', price: '£1.65', hue: 0 },
];
