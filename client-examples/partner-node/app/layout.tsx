import type { Metadata } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import './shop.css';

export const metadata: Metadata = {
  title: 'Gift shop',
  description: 'A shop whose campaigns are rendered on the server.',
};

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <header>
          <Link href="/">Gift shop</Link>
        </header>
        <main>{children}</main>
      </body>
    </html>
  );
}
