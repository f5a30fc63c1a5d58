import { gzipSync } from 'node:zlib';
import { resolve } from 'node:path';
import { expect, test as plain } from '@playwright/test';
import { rolldown } from 'rolldown';
import { BAR, hero, LETTER } from './contents';
import { test } from './shopper';

const KILOBYTE = 1_000;

/** The module as any shop would bundle it: the size of its files, by their names. */
async function gzippedBytes(): Promise<Record<string, number>> {
  const bundle = await rolldown({ input: resolve(import.meta.dirname, '../src/segue/index.ts') });
  const { output } = await bundle.generate({ format: 'es', minify: true });
  return Object.fromEntries(output.flatMap((file) => (file.type === 'chunk' ? [[file.name, gzipSync(file.code).length]] : [])));
}

plain('the module stays within its budget', async () => {
  const { index = NaN, graphql = NaN, stage = NaN, form = NaN, email = NaN, survey = NaN } = await gzippedBytes();
  const onEveryPage = index + graphql;
  const withACampaign = onEveryPage + stage;
  expect(onEveryPage).toBeLessThan(4.5 * KILOBYTE);
  expect(withACampaign).toBeLessThan(10 * KILOBYTE);
  // Forms come with the first that is shown.
  expect(withACampaign + form + email).toBeLessThan(12.5 * KILOBYTE);
  expect(withACampaign + form + survey).toBeLessThan(14 * KILOBYTE);
});

test('the module keeps the page from nothing for longer than 50 ms', async ({ page, browser, shopper }) => {
  const onHome = { pageTypes: ['HOME'] };
  const letter = { ...LETTER, definition: { ...LETTER.definition, ...onHome } };
  for (const draft of [{ ...BAR, definition: onHome }, hero('New for our regulars'), letter]) await shopper.isOffered(draft);
  await shopper.open('kitchen');
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
  await page.getByRole('link', { name: 'Hearth & Heather' }).click();
  await expect(page.getByRole('heading', { name: 'New for our regulars' })).toBeVisible();
  await expect(page.getByRole('dialog', { name: 'A letter a month' })).toBeVisible();
  const tasks = tasksOfPages(JSON.parse((await browser.stopTracing()).toString()).traceEvents);
  expect(tasks.length).toBeGreaterThan(20);
  expect(Math.max(...tasks)).toBeLessThan(50);
});

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** The thread's own time, in microseconds: what else the machine is busy with doesn't count. */
  tdur?: number;
  args: { name?: string };
}

/** How long the tasks of pages' main threads took, in milliseconds. */
function tasksOfPages(events: TraceEvent[]): number[] {
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid}.${tid}`;
  const isMain = ({ name, args }: TraceEvent) => name === 'thread_name' && args.name === 'CrRendererMain';
  const mainThreads = new Set(events.filter(isMain).map(threadOf));
  return events
    .filter((event) => event.name === 'ThreadControllerImpl::RunTask' && mainThreads.has(threadOf(event)))
    .map(({ tdur = 0 }) => tdur / 1_000);
}
