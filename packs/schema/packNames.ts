import { CLOCK_STATUSES } from '../../domain/case/state.ts';
import { STAGES } from '../../domain/pack/pack.ts';
import { plain, type Bilingual } from '../../language/bilingual.ts';
import { own } from '../../domain/values/own.ts';
import type { AuthoredPack } from './packSchema.ts';

export type PackNames = Readonly<Record<string, Bilingual>>;

const NAMES: Readonly<Record<string, (pack: AuthoredPack) => PackNames>> = {
  approval: (pack) => titles(pack.approvals),
  category: (pack) => titles(pack.categories),
  channel: (pack) => titles(pack.channels),
  class: (pack) => Object.fromEntries(pack.classes.map((row) => [row.class, row.title])),
  clock: (pack) => titles(pack.clocks),
  field: (pack) => titles(pack.fields),
  ladder: (pack) => untitled(Object.keys(pack.ladders)),
  level: (pack) => Object.fromEntries(pack.levels.map((level) => [level.id, level.title])),
  list: (pack) => untitled(Object.keys(pack.lists)),
  message: (pack) => untitled(Object.keys(pack.messages)),
  object: (pack) => untitled(pack.objects),
  role: (pack) => titles(pack.roles),
  script: (pack) => untitled(Object.keys(pack.scripts)),
  stage: () => untitled(STAGES),
  status: () => untitled(CLOCK_STATUSES),
  step: (pack) => titles(pack.steps),
};

const found = new WeakMap<AuthoredPack, Map<string, PackNames>>();

/** Names and titles of one sort (`role`, `clock`), from the pack or its format. */
export function packNames(pack: AuthoredPack, sort: string): PackNames {
  const known = found.get(pack) ?? new Map<string, PackNames>();
  found.set(pack, known);
  const names = known.get(sort) ?? own(NAMES, sort)?.(pack) ?? {};
  known.set(sort, names);
  return names;
}

function titles(things: Readonly<Record<string, { readonly title: Bilingual }>>): PackNames {
  return Object.fromEntries(Object.entries(things).map(([id, { title }]) => [id, title]));
}

function untitled(ids: readonly string[]): PackNames {
  return Object.fromEntries(ids.map((id) => [id, plain(id)]));
}
