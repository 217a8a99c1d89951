#!/usr/bin/env node
// `npm run screenshots [-- zh]`: starts an installation in each language, lets some cases happen, and takes the
// pictures of docs/images from its Temporal UI with the Chromium of this machine. Look at every picture that changed.
import { existsSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';
import { RunningInstallation } from '../../dist/test/support/servers/runningInstallation.js';
import { makeCases } from './cases.mjs';

const IMAGES = fileURLToPath(new URL('../../docs/images', import.meta.url));
/** The menu of the UI is left out of the pictures. */
const MENU = 205;

function chromium() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const places = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  const found = process.env.CHROMIUM || places.find((place) => existsSync(place));
  if (found !== undefined) return found;
  process.stderr.write('screenshots: no Chromium on PATH; set CHROMIUM to its program\n');
  process.exit(1);
}

/**
 * A page of the UI once it has shown `selector`. `wide` by `tall`: the window; `top`: where the picture begins;
 * `press`: a button to press first.
 */
async function picture(page, url, { selector, wide, tall, top = 0, name, press }) {
  await page.setViewport({ width: wide, height: tall });
  await page.goto(url, { waitUntil: 'networkidle2' });
  await page.waitForSelector(selector, { timeout: 30_000 });
  // Rows and titles come after the frame.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  if (press !== undefined) await (await page.waitForSelector(press)).click();
  const path = join(IMAGES, `${name}.png`);
  await page.screenshot({ path, clip: { x: MENU, y: top, width: wide - MENU, height: tall - top } });
  process.stderr.write(`${path}\n`);
}

/** What docs/temporal.md tells to add, beside state and id, as the UI keeps it. */
async function addColumns(page, api) {
  const { columns, temporalUi } = await (await fetch(api, { headers: { accept: 'application/json' } })).json();
  const kept = ['Status', 'Workflow ID'].map((label) => ({ label, pinned: true }));
  const all = [...kept, ...columns.map((label) => ({ label, pinned: false }))];
  const [, namespace] = /namespaces\/([^/]+)\//.exec(temporalUi) ?? [];
  await page.evaluateOnNewDocument(
    (key, value) => localStorage.setItem(key, value),
    'namespace-workflow-table-columns',
    JSON.stringify({ [namespace]: all }),
  );
  return temporalUi;
}

async function pictures(browser, locale) {
  const installation = await RunningInstallation.start({ env: { REDRESS_LOCALE: locale } });
  try {
    const { lapsed } = await makeCases(installation);
    const page = await browser.newPage();
    await page.emulateTimezone('Asia/Shanghai');
    const list = await addColumns(page, installation.ready.api);
    const cases = `${list}/redress-complaint%2F${lapsed}`;
    await picture(page, list, {
      name: `temporal-list.${locale}`,
      wide: 1_740,
      tall: 450,
      selector: 'tbody tr a',
      press: 'button[aria-label="Collapse saved views"]',
    });
    const lapsedName = `temporal-lapsed.${locale}`;
    await picture(page, cases, { name: lapsedName, wide: 1_640, tall: 1_240, selector: 'main svg text' });
    const details = page.url().replace(/\/[^/]*$/, '/user-metadata');
    const detailsName = `temporal-details.${locale}`;
    await picture(page, details, {
      name: detailsName,
      wide: 1_440,
      tall: 1_560,
      top: 285,
      selector: 'main h3, main h2',
    });
    await page.close();
  } finally {
    await installation.stop();
    rmSync(installation.folder, { recursive: true, force: true });
  }
}

const browser = await puppeteer.launch({
  executablePath: chromium(),
  // Letters without coloured edges make pictures half as large. As root a sandbox cannot be set up.
  args: ['--disable-lcd-text', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
});
try {
  for (const locale of process.argv[2] === undefined ? ['zh', 'en'] : process.argv.slice(2))
    await pictures(browser, locale);
} finally {
  await browser.close();
}
