import { expect, it } from 'vitest';
import { loadPacks } from '../../../packs/load/loadPacks.ts';
import { packHash } from '../../../packs/load/packHash.ts';

/** What each version of a shipped pack holds, with what it extends: a database takes it under that version alone. */
const PUBLISHED = {
  'branch-emergency 1.2.0': '6e10e49a939e',
  'cfpb 1.2.0': 'fc0e4548f1e6',
  'cn-statutory 1.3.0': 'd19d91dbee1b',
  'cutover-emergency 1.4.0': '00641dadd1e4',
  'cutover-phones 1.0.0': 'dc8634c7e615',
  'fca-disp 1.3.0': '777f6175c70b',
  'key-accounts 1.2.0': 'f832570c6f73',
  'office-complaints 1.4.0': '865157118f52',
  'rural-bank-petitions 1.4.0': '92de7f821780',
};

it('a shipped pack whose content changes, also in what it extends, has a new version', () => {
  const now = loadPacks('packs').map(({ pack }) => [`${pack.id} ${pack.version}`, packHash(pack).slice(0, 12)]);
  expect(Object.fromEntries(now)).toEqual(PUBLISHED);
});
