import { own } from '../../domain/values/own.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { unknownName, wrong, type Findings } from '../source/fault.ts';
import type { ParsedYaml } from '../source/parseTree.ts';
import { parseYaml } from '../source/parseYaml.ts';
import { yearSchema, type Year } from './yearSchema.ts';

/** What a case is chosen by besides its pools. */
const CASE = ['scenario', 'channel', 'category', 'unit', 'object', 'anonymous'];

/** A year of complaints under one of these packs; each mistake with its place. */
export function parseYear(text: string, packs: readonly AuthoredPack[]): ParsedYaml<Year> {
  return parseYaml(text, yearSchema, (year) => checkYear(year, packs));
}

function* checkYear(year: Year, packs: readonly AuthoredPack[]): Findings {
  const pack = packs.find((one) => one.id === year.pack);
  if (pack === undefined) {
    yield unknownName(
      'pack',
      year.pack,
      packs.map((one) => one.id),
      ['pack'],
    );
    return;
  }
  yield* checkNames(year, pack);
  yield* checkSpreads(year);
  for (const [id, scenario] of Object.entries(year.scenarios)) {
    const path = ['scenarios', id];
    const { repeats } = scenario;
    if (repeats !== undefined && own(year.scenarios, repeats) === undefined)
      yield wrong(
        'unknown-scenario',
        [...path, 'repeats'],
        `没有情形 "${repeats}"`,
        `there is no scenario "${repeats}"`,
      );
    if ((repeats === undefined) !== (scenario.after === undefined))
      yield wrong('repeats-after', path, 'repeats 与 after 须同时写', 'repeats and after go together');
    for (const [index, [, action]] of scenario.script.entries())
      if (own(pack.steps, action) === undefined && own(pack.actions, action) === undefined)
        yield unknownName(
          'action',
          action,
          [...Object.keys(pack.actions), ...Object.keys(pack.steps)],
          [...path, 'script', index, 1],
        );
  }
}

function* checkNames(year: Year, pack: AuthoredPack): Findings {
  const chosen = new Set([
    ...CASE,
    ...Object.keys(year.pools),
    ...Object.values(year.scenarios).flatMap(({ values = {} }) => Object.keys(values)),
  ]);
  const places = [
    ...Object.entries(year.pools).map(([id, { of }]) => [['pools', id, 'of'], of] as const),
    ...year.answers.map(({ of }, index) => [['answers', index, 'of'], of] as const),
    ...Object.entries(year.scenarios).flatMap(([id, { script }]) =>
      script.map((move, index) => [['scenarios', id, 'script', index, 4], move[4]] as const),
    ),
  ];
  for (const [path, of = {}] of places)
    for (const name of Object.keys(of))
      if (!chosen.has(name)) yield unknownName('fact', name, [...chosen], [...path, name], true);
  for (const [id, { channel, category }] of Object.entries(year.scenarios)) {
    if (!channel.startsWith('$') && own(pack.channels, channel) === undefined)
      yield unknownName('channel', channel, Object.keys(pack.channels), ['scenarios', id, 'channel']);
    if (!category.startsWith('$') && own(pack.categories, category) === undefined)
      yield unknownName('category', category, Object.keys(pack.categories), ['scenarios', id, 'category']);
  }
}

function* checkSpreads(year: Year): Findings {
  const places = [
    [['spread'], year.spread] as const,
    ...Object.entries(year.scenarios).map(([id, { spread }]) => [['scenarios', id, 'spread'], spread] as const),
  ];
  for (const [path, spread] of places)
    if (spread !== undefined && spread.to < spread.from)
      yield wrong(
        'reversed',
        [...path, 'to'],
        `末日早于首日 ${spread.from}`,
        `ends before it begins on ${spread.from}`,
      );
}
