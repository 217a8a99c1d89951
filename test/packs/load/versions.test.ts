import { expect, it } from 'vitest';
import { loadPacks } from '../../../packs/load/loadPacks.ts';
import { packHash } from '../../../packs/load/packHash.ts';

/** What each version of a shipped pack holds, with what it extends: a database takes it under that version alone. */
const PUBLISHED = {
  'branch-emergency 1.1.0': 'e3df82e1c884',
  'cfpb 1.1.0': 'fec934de41a5',
  'cn-statutory 1.1.0': 'ea4d6f31399b',
  'cutover-emergency 1.3.0': 'f6df74cf58d5',
  'cutover-phones 1.0.0': 'dc8634c7e615',
  'fca-disp 1.1.0': '63b5e6d230c5',
  'key-accounts 1.1.0': '3c458401f008',
  'office-complaints 1.1.0': '58c205672baf',
  'rural-bank-petitions 1.1.0': 'e794e36354a0',
};

it('a shipped pack whose content changes, also in what it extends, has a new version', () => {
  const now = loadPacks('packs').map(({ pack }) => [`${pack.id} ${pack.version}`, packHash(pack).slice(0, 12)]);
  expect(Object.fromEntries(now)).toEqual(PUBLISHED);
});
