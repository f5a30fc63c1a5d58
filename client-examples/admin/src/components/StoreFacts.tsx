import { createContext, useContext, useMemo, type ReactNode } from 'react';

interface Facts {
  name: string;
  currency: string;
  timeZone: string;
  defaultLocale: string;
  /** The store's clock, which in the demo isn't the reader's. */
  now: string;
}

const StoreContext = createContext<Facts | undefined>(undefined);

export function StoreProvider({ store, children }: { store: Facts; children: ReactNode }) {
  return <StoreContext value={store}>{children}</StoreContext>;
}

export function useStore(): Facts {
  const store = useContext(StoreContext);
  if (!store) throw new Error('useStore belongs inside StoreProvider');
  return store;
}

/** Ways to write figures and moments in the store's currency and time zone. */
export function useFormats() {
  const { currency, timeZone } = useStore();
  return useMemo(() => {
    const money = new Intl.NumberFormat('en', { style: 'currency', currency, maximumFractionDigits: 2 });
    const wholeMoney = new Intl.NumberFormat('en', { style: 'currency', currency, maximumFractionDigits: 0 });
    const compactMoney = new Intl.NumberFormat('en', { style: 'currency', currency, notation: 'compact' });
    const number = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
    const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });
    const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone });
    const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone });
    const or = <Value,>(write: (value: Value) => string) => (value: Value | null | undefined) =>
      value === null || value === undefined ? '–' : write(value);
    return {
      money: or((value: number) => money.format(value)),
      wholeMoney: or((value: number) => wholeMoney.format(value)),
      compactMoney: or((value: number) => compactMoney.format(value)),
      number: or((value: number) => number.format(value)),
      percent: or((value: number) => percent.format(value)),
      moment: or((value: string) => moment.format(new Date(value))),
      day: or((value: string) => day.format(new Date(value))),
    };
  }, [currency, timeZone]);
}
