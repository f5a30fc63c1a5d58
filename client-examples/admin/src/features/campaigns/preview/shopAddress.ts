import { useLocalStorage } from '@mantine/hooks';

/** Where the shop itself is: paths such as `/images/spring.jpg` are looked for there. */
export function useShopAddress() {
  return useLocalStorage({ key: 'segue-shop-address', defaultValue: '', getInitialValueInEffect: false });
}

/** Return where a picture can be loaded from; undefined for a path while nobody has said where the shop is. */
export function usePictureAddress(url: string | undefined): string | undefined {
  const [shop] = useShopAddress();
  if (!url) return undefined;
  if (!url.startsWith('/')) return url;
  return URL.canParse(url, shop) ? new URL(url, shop).href : undefined;
}
