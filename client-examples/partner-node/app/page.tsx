import Link from 'next/link';
import { Suspense } from 'react';
import { HeroPlace } from '@/components/hero';
import { HeroSlot } from '@/components/hero-slot';
import { Visit } from '@/components/visit';
import { PRODUCTS } from '@/shop/products';

/** Each visitor's own page. It is sent without waiting for Segue; the hero follows in the same answer. */
export default function HomePage() {
  return (
    <>
      <Suspense fallback={<HeroPlace />}>
        <HeroSlot />
      </Suspense>
      <ul className="products">
        {PRODUCTS.map((product) => (
          <li key={product.id} style={{ background: `hsl(${product.hue} 45% 90%)` }}>
            <Link href={`/products/${product.id}`}>{product.name}</Link>
            <span>{product.price}</span>
          </li>
        ))}
      </ul>
      <Visit />
    </>
  );
}
