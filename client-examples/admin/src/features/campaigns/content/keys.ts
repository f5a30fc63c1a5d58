/** Return a key that none of the items has yet, such as `field-3`. */
export function freeKey(stem: string, items: unknown[]): string {
  const taken = new Set(items.map((item) => (item as { key?: string }).key));
  let number = items.length + 1;
  while (taken.has(`${stem}-${number}`)) number += 1;
  return `${stem}-${number}`;
}
