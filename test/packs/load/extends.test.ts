import { describe, expect, it } from 'vitest';
import { formatFault } from '../../../packs/source/formatFault.ts';
import { packHash } from '../../../packs/load/packHash.ts';
import type { PackLibrary } from '../../../packs/load/packLibrary.ts';
import { parsePack } from '../../../packs/load/parsePack.ts';

const HOUSE = `id: house
version: 1.0.0
title: { zh: 基本规则, en: House rules }
timezone: Asia/Shanghai
objects: [complaint]
acceptance: at-registration
levels: [{ id: desk, title: { zh: 柜台, en: Desk } }]
roles:
  head: { title: { zh: 负责人, en: Head } }
channels: { counter: { title: { zh: 柜台, en: Counter }, entry: desk } }
categories:
  plain: { title: { zh: 一般, en: Plain } }
actions:
  close: { by: [head] }
  resolve: { by: [head] }
clocks:
  answer: { title: { zh: 答复, en: Answer }, start: accepted, stop: resolved, limit: { days: 15 }, ladder: plain, severity: 3 }
ladders:
  plain: [{ at: due, notify: [head], message: lapsed }]
classes:
  - { class: plain, title: { zh: 一般, en: Plain } }
messages:
  lapsed: { subject: { zh: 到期, en: Lapsed }, text: { zh: 到期, en: Lapsed } }
`;

const OWN = `id: bank
extends: house
version: 2.0.0
title: { zh: 本行规则, en: Bank rules }
`;

function library(packs: Readonly<Record<string, string>>): PackLibrary {
  return {
    ids: () => Object.keys(packs),
    find: (id) => (packs[id] === undefined ? undefined : { file: `packs/${id}.yaml`, text: packs[id] }),
  };
}

function merged(
  own: string,
  packs: Readonly<Record<string, string>> = { house: HOUSE },
): Extract<ReturnType<typeof parsePack>, { ok: true }>['value'] {
  const result = parsePack(own, undefined, library(packs));
  if (!result.ok) throw new Error(result.faults.map((fault) => formatFault('bank.yaml', fault, 'en')).join('\n'));
  return result.value;
}

function mistakes(own: string, packs: Readonly<Record<string, string>> = { house: HOUSE }): readonly string[] {
  const result = parsePack(own, undefined, library(packs));
  return result.ok ? [] : result.faults.map((fault) => formatFault('bank.yaml', fault, 'en'));
}

describe('a pack that extends another', () => {
  it('has what it does not say itself from that one', () => {
    expect(merged(OWN)).toMatchObject({
      id: 'bank',
      version: '2.0.0',
      extends: 'house',
      clocks: { answer: { limit: { days: 15 } } },
    });
  });

  it('changes one setting deep inside and leaves its neighbours alone', () => {
    expect(merged(`${OWN}clocks: { answer: { severity: 9 } }`).clocks['answer']).toMatchObject({
      severity: 9,
      limit: { days: 15 },
      ladder: 'plain',
    });
  });

  it('adds entries beside the inherited ones', () => {
    const more = merged(`${OWN}channels: { phone: { title: { zh: 电话, en: Phone }, entry: desk } }`);
    expect(Object.keys(more.channels)).toEqual(['counter', 'phone']);
  });

  it('takes the place of a whole list, or adds before and after it', () => {
    const other = '{ class: late, title: { zh: 超期, en: Late }, when: { overdue: true } }';
    expect(merged(`${OWN}classes: { prepend: [${other}] }`).classes.map((row) => row.class)).toEqual(['late', 'plain']);
    expect(
      merged(`${OWN}ladders: { plain: { append: [{ at: due + 1 h, notify: [head], message: lapsed }] } }`).ladders[
        'plain'
      ]?.map((rung) => rung.at),
    ).toEqual(['due', 'due + 1 h']);
    expect(
      merged(`${OWN}ladders: { plain: [{ at: due + 2 h, notify: [head], message: lapsed }] }`).ladders['plain']?.map(
        (rung) => rung.at,
      ),
    ).toEqual(['due + 2 h']);
  });

  it('takes conditions and limits whole, never half of one and half of another', () => {
    const house = HOUSE.replace('limit: { days: 15 }', 'limit: { days: 15 }, when: { not: { category: plain } }');
    const { limit, when } =
      merged(`${OWN}clocks: { answer: { limit: { hours: 4 }, when: { not: { anonymous: true } } } }`, { house }).clocks[
        'answer'
      ] ?? {};
    expect([limit, when]).toEqual([{ hours: 4 }, { not: { anonymous: true } }]);
  });

  it('takes an inherited entry away by saying nothing for it', () => {
    const more = HOUSE.replace('categories:', 'categories:\n  odd: { title: { zh: 其他, en: Odd } }');
    expect(Object.keys(merged(`${OWN}categories: { odd: ~ }`, { house: more }).categories)).toEqual(['plain']);
    const house = HOUSE.replace('limit: { days: 15 }', 'limit: { days: 15 }, when: { category: plain }');
    expect(merged(`${OWN}clocks: { answer: { when: ~ } }`, { house }).clocks['answer']?.when).toBeUndefined();
  });

  it('may extend one that extends another', () => {
    const branch = 'id: branch\nextends: bank\nversion: 1.0.0\ntitle: { zh: 分行, en: Branch }\n';
    expect(
      merged(branch, { house: HOUSE, bank: `${OWN}clocks: { answer: { severity: 9 } }` }).clocks['answer'],
    ).toMatchObject({ severity: 9, limit: { days: 15 } });
  });

  it('has a hash of what came of it, so that a change below is seen', () => {
    const before = packHash(merged(OWN));
    expect(packHash(merged(OWN, { house: HOUSE.replace('days: 15', 'days: 14') }))).not.toBe(before);
  });
});

describe('a mistake is told in the file that holds it', () => {
  it('when the extending pack has it', () => {
    expect(mistakes(`${OWN}clocks: { answer: { ladder: lost } }`)[0]).toMatch(
      /^bank\.yaml:5:29: no ladder is called "lost"/,
    );
  });

  it('when the extended one has it', () => {
    expect(mistakes(OWN, { house: HOUSE.replace('ladder: plain', 'ladder: lost') })[0]).toMatch(
      /^packs\/house\.yaml:17:\d+: no ladder is called "lost"/,
    );
  });

  it('when the extended one no longer fits what was changed', () => {
    expect(mistakes(`${OWN}roles: { head: ~, chief: { title: { zh: 主管, en: Chief } } }`)[0]).toMatch(
      /^packs\/house\.yaml:14:17: no role is called "head"/,
    );
  });

  it.each([
    [
      'a pack that is not there',
      OWN.replace('extends: house', 'extends: hose'),
      {},
      /^bank\.yaml:2:10: no pack is called "hose"; did you mean "house"\? there are: house .*unknown-pack/,
    ],
    [
      'itself',
      OWN.replace('extends: house', 'extends: bank'),
      {},
      /^bank\.yaml:2:10: the packs extend each other in a circle: bank → bank/,
    ],
    [
      'one that extends it',
      OWN,
      { house: HOUSE.replace('version', 'extends: bank\nversion') },
      /^packs\/house\.yaml:2:10: the packs extend each other in a circle: bank → house → bank/,
    ],
    [
      'a file with another pack in it',
      OWN,
      { house: HOUSE.replace('id: house', 'id: home') },
      /^bank\.yaml:2:10: packs\/house\.yaml holds the pack "home".*base-misnamed/,
    ],
    [
      'a pack, with aliases',
      `${OWN}lists: { a: &x { y: { zh: 甲, en: Y } }, b: *x }`,
      {},
      /^bank\.yaml:2:10: a pack that extends another uses no YAML aliases/,
    ],
    ['what is no name', OWN.replace('extends: house', 'extends: [house]'), {}, /^bank\.yaml:2:10: must be a text/m],
  ])('when it extends %s', (_, own, packs, wanted) => {
    expect(mistakes(own, { house: HOUSE, ...packs }).join('\n')).toMatch(wanted);
  });
});
