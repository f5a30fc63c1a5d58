export type CategoryId = 'home' | 'kitchen' | 'paper';
export const CATEGORIES: CategoryId[] = ['home', 'kitchen', 'paper'];

export interface Product {
  /** The demo shop's own number. */
  id: string;
  category: CategoryId;
  price: number;
  /** In English, Turkish and Arabic. */
  names: Record<'en' | 'tr' | 'ar', string>;
}

export const PRODUCTS: Product[] = [
  { id: '85123A', category: 'home', price: 2.95, names: { en: 'Hanging heart T-light holder', tr: 'Kalp şeklinde mumluk', ar: 'حامل شموع على شكل قلب' } },
  { id: '71053', category: 'home', price: 3.75, names: { en: 'White metal lantern', tr: 'Beyaz metal fener', ar: 'فانوس معدني أبيض' } },
  { id: '22727', category: 'home', price: 3.75, names: { en: 'Red alarm clock', tr: 'Kırmızı çalar saat', ar: 'منبه أحمر' } },
  { id: '23084', category: 'home', price: 2.08, names: { en: 'Rabbit night light', tr: 'Tavşan gece lambası', ar: 'ضوء ليلي على شكل أرنب' } },
  { id: '22423', category: 'kitchen', price: 12.75, names: { en: 'Three-tier Regency cake stand', tr: 'Üç katlı kek standı', ar: 'حامل كعك من ثلاث طبقات' } },
  { id: '22699', category: 'kitchen', price: 2.95, names: { en: 'Rose teacup and saucer', tr: 'Güllü çay fincanı', ar: 'فنجان شاي مزين بالورد' } },
  { id: '22960', category: 'kitchen', price: 4.25, names: { en: 'Jam-making set with jars', tr: 'Kavanozlu reçel takımı', ar: 'طقم صنع المربى' } },
  { id: '23166', category: 'kitchen', price: 1.25, names: { en: 'Ceramic-top storage jar', tr: 'Seramik kapaklı kavanoz', ar: 'برطمان بغطاء خزفي' } },
  { id: '47566', category: 'paper', price: 4.95, names: { en: 'Party bunting', tr: 'Parti bayrakları', ar: 'أعلام زينة للحفلات' } },
  { id: '22086', category: 'paper', price: 2.95, names: { en: 'Paper chain kit', tr: 'Kâğıt zincir takımı', ar: 'طقم سلاسل ورقية' } },
  { id: '85099B', category: 'paper', price: 2.08, names: { en: 'Dotted jumbo bag', tr: 'Puantiyeli büyük çanta', ar: 'حقيبة كبيرة منقطة' } },
  { id: '84879', category: 'paper', price: 1.69, names: { en: 'Bird ornament', tr: 'Kuş süsü', ar: 'زينة على شكل طائر' } },
];

export function productOf(id: string | undefined): Product | undefined {
  return PRODUCTS.find((product) => product.id === id);
}
