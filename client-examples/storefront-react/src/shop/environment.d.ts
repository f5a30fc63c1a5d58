/** See vite.config.ts. */
interface ImportMetaEnv {
  readonly VITE_SEGUE_URL?: string;
  readonly VITE_SEGUE_KEY?: string;
  /** Milliseconds that the demo's clock is ahead. */
  readonly VITE_SEGUE_CLOCK_OFFSET?: string;
  /** Customers to try the shop as, by smart segment. */
  readonly VITE_DEMO_VISITORS?: string;
}
