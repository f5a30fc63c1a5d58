import { notFound } from 'next/navigation';
import { Visit } from '@/components/visit';
import { PRODUCTS } from '@/shop/products';

/** Everybody's page: made once, kept by Next.js and by any cache before it, for five minutes. */
export const revalidate = 300;

export function generateStaticParams(): { id: string }[] {
  return PRODUCTS.map(({ id }) => ({ id }));
}

export default async function ProductPage({ params }: PageProps<'/products/[id]'>) {
  const { id } = await params;
  const product = PRODUCTS.find((one) => one.id === id);
  if (product === undefined) notFound();
  return (
    <article className="product" style={{ background: `hsl(${product.hue} 45% 90%)` }}>
      <h1>{product.name}</h1>
      <p>{product.price}</p>
      <Visit productId={product.id} />
    </article>
  );
}
