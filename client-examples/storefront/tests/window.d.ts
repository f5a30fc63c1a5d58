import type { Segue } from '../src/segue';

declare global {
  interface Window {
    segue: Segue;
  }
}
