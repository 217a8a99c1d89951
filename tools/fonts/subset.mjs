// Makes report/fonts: Noto Sans SC (SIL Open Font License) cut down to the characters of GB 2312, Latin and the signs
// that reports use. Run once when the font or the characters change; the fonts are kept in the repository.
//   mkdir /tmp/fonts && cd /tmp/fonts
//   npm install subset-font@2.9.0 @expo-google-fonts/noto-sans-sc@0.4.3
//   node <clone>/tools/fonts/subset.mjs
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = createRequire(join(process.cwd(), 'package.json'));
const { default: subsetFont } = await import(pathToFileURL(here.resolve('subset-font')).href);
const source = dirname(here.resolve('@expo-google-fonts/noto-sans-sc/package.json'));
const fonts = join(dirname(fileURLToPath(import.meta.url)), '../../report/fonts');

const range = (from, to) => Array.from({ length: to - from }, (_, at) => String.fromCharCode(from + at));
const latin = [...range(0x20, 0x7f), ...range(0xa0, 0x180)];
const gb = new TextDecoder('gb18030');
const chinese = range(0xa1, 0xf8).flatMap((row) =>
  range(0xa1, 0xff).map((cell) => gb.decode(new Uint8Array([row.charCodeAt(0), cell.charCodeAt(0)]))),
);
const isKnown = (sign) => [...sign].length === 1 && !/[\ufffd\ue000-\uf8ff]/.test(sign);
const signs = '–—‘’“”•…‰′″€−≠≤≥≈∑√∞→←↑↓▲▼■□●○✓✗';
const text = [...latin, ...chinese.filter(isKnown), ...signs].join('');

for (const weight of ['400Regular', '700Bold']) {
  const name = weight.slice(3);
  const whole = readFileSync(join(source, weight, `NotoSansSC_${weight}.ttf`));
  const cut = await subsetFont(whole, text, { targetFormat: 'truetype' });
  writeFileSync(join(fonts, `NotoSansSC-${name}.ttf`), cut);
  process.stdout.write(`${name}: ${whole.length} bytes became ${cut.length}\n`);
}
copyFileSync(join(source, 'LICENSE_FONT'), join(fonts, 'OFL.txt'));
