import { defineConfig } from 'vite';
import { demoShop } from './demo-shop.ts';

export default defineConfig({
  base: '/shop/',
  plugins: [demoShop()],
  build: { target: 'es2022', modulePreload: false },
});
