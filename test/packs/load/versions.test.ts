import { expect, it } from 'vitest';
import { loadPacks } from '../../../packs/load/loadPacks.ts';
import { packHash } from '../../../packs/load/packHash.ts';

/** What each version of a shipped pack holds, with what it extends: a database takes it under that version alone. */
const PUBLISHED = {
  'branch-emergency 1.2.0': '98b26ad75644',
  'cfpb 1.2.0': 'fc0e4548f1e6',
  'cn-statutory 1.2.0': 'b72d543a9cfe',
  'cutover-emergency 1.4.0': '5f4449664ad9',
  'cutover-phones 1.0.0': 'dc8634c7e615',
  'fca-disp 1.2.0': '8971838888ad',
  'key-accounts 1.2.0': '68661d128ef0',
  'office-complaints 1.3.0': 'd55ae93a8e32',
  'rural-bank-petitions 1.3.0': 'af1c64777549',
};

it('a shipped pack whose content changes, also in what it extends, has a new version', () => {
  const now = loadPacks('packs').map(({ pack }) => [`${pack.id} ${pack.version}`, packHash(pack).slice(0, 12)]);
  expect(Object.fromEntries(now)).toEqual(PUBLISHED);
});
