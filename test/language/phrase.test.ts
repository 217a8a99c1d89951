import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../config/projectRoot.ts';
import { faultsIn, phrase, say, type Phrase } from '../../language/phrase.ts';
import { PHRASES } from '../../language/phrases/phrases.ts';

const FOLDERS = ['domain', 'workflows', 'contracts', 'activities', 'client', 'api', 'store', 'cli', 'packs'];

describe('the catalogue of phrases', () => {
  const sources = FOLDERS.flatMap((folder) =>
    readdirSync(join(projectRoot(), folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(projectRoot(), folder, file), 'utf8')),
  ).join('\n');
  const places = (template: string): readonly string[] => [...template.matchAll(/\{\w+\}/g)].map(String).sort();

  it.each(Object.entries(PHRASES))('%s says the same in both languages, and somebody says it', (id, { zh, en }) => {
    expect(places(zh)).toEqual(places(en));
    expect(/\p{Script=Han}/u.test(zh) || zh === en).toBe(true);
    expect(sources.includes(`'${id}'`) || /^(type|kind)-/.test(id)).toBe(true);
  });
});

describe('a phrase', () => {
  it('is said with its values, lists as the language has them', () => {
    const channels = phrase('choose-channel', { channels: ['counter', 'hotline'] });
    expect(say(channels, 'zh')).toBe('没有此渠道;可选:counter、hotline');
    expect(say(channels, 'en')).toBe('no such channel; choose one of: counter, hotline');
    const cap = phrase('cap-left', { max: '5000.00', left: '1000.00', amount: '2000.00' });
    expect(say(cap, 'zh')).toBe('额度上限为 5000.00,该客户剩余 1000.00;申请金额为 2000.00');
  });

  it('takes another phrase, or words in both languages, into a place of its own', () => {
    const listed = phrase('required', { what: phrase('kind-listed', { values: ['yes', 'no'] }) });
    expect(say(listed, 'zh')).toBe('必填:其中之一:yes、no');
    const fault = phrase('pack-fault', { line: 3, column: 1, message: { zh: '未知', en: 'unknown' } });
    expect([say(fault, 'zh'), say(fault, 'en')]).toEqual(['3:1 未知', '3:1 unknown']);
  });

  it('about several places says each with its place', () => {
    const several = phrase('faults', {
      faults: [
        { ...phrase('must-be-object'), pointer: '' },
        { ...phrase('field-unknown-of', { fields: ['fee', 'till'] }), pointer: '/fields/colour' },
      ],
    });
    expect(say(several, 'zh')).toBe('应为对象;/fields/colour:未知字段;可用:fee、till');
    expect(say(several, 'en')).toBe('must be an object; /fields/colour: unknown field; known are: fee, till');
    expect(faultsIn(several).map((one) => one.pointer)).toEqual(['', '/fields/colour']);
  });

  it('about one place is the only fault, and about none is none', () => {
    const one = { ...phrase('no-such-unit'), pointer: '/unit' };
    expect([faultsIn(one), faultsIn(phrase('no-such-unit'))]).toEqual([[one], []]);
    expect(say(one, 'en')).toBe('no such unit');
  });

  it('that only another version knows is said by its id', () => {
    expect(say({ phrase: 'of-tomorrow' } as unknown as Phrase, 'zh')).toBe('of-tomorrow');
    expect(say({ phrase: 'constructor' } as unknown as Phrase, 'zh')).toBe('constructor');
  });
});
