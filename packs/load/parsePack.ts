import { NO_CALENDARS, type CalendarLibrary } from '../calendar/calendarLibrary.ts';
import { checkPack } from '../check/checkPack.ts';
import type { Finding, PackFault } from '../source/fault.ts';
import { NO_PACKS, type PackLibrary } from './packLibrary.ts';
import { packSchema, type AuthoredPack } from '../schema/packSchema.ts';
import { readSource, type YamlSource } from '../source/readSource.ts';
import { YamlTree } from '../source/yamlTree.ts';
import { parseTree, placedIn, refused, type ParsedYaml } from '../source/parseTree.ts';
import { unknownName } from '../source/unknownName.ts';

export type ParsedPack = ParsedYaml<AuthoredPack>;

type Read =
  | { readonly ok: true; readonly pack: AuthoredPack; readonly tree: YamlTree; readonly source: YamlSource }
  | { readonly ok: false; readonly faults: readonly PackFault[] };

/** What a pack may refer to. */
interface Around {
  readonly calendars: CalendarLibrary;
  readonly packs: PackLibrary;
}

/**
 * Reads a pack from YAML (or JSON, which is YAML): syntax, then what it extends, then shapes, then what cannot work
 * together. All mistakes are named with their place; one that lies in the extended pack names that file.
 */
export function parsePack(
  text: string,
  calendars: CalendarLibrary = NO_CALENDARS,
  packs: PackLibrary = NO_PACKS,
): ParsedPack {
  const read = readPack(text, undefined, { calendars, packs }, []);
  return read.ok ? { ok: true, value: read.pack } : read;
}

function readPack(text: string, file: string | undefined, around: Around, trail: readonly string[]): Read {
  const given = readSource(text, file);
  if (!given.ok) return refused(given.faults);
  const own = YamlTree.of(given.source);
  const { id, extends: baseId } = Object(given.value) as { readonly id?: unknown; readonly extends?: unknown };
  if (typeof baseId !== 'string') return checked(own, given.source, around.calendars);
  const base = readBase(baseId, around, [...trail, typeof id === 'string' ? id : '']);
  if ('finding' in base) return refused([placedIn(own, base.finding)]);
  if (!base.ok) return base;
  const aliased = [given.source, base.source].find((source) => source.hasAliases);
  if (aliased !== undefined) return refused([placedIn(own, ALIASED)]);
  return checked(own.over(base.tree), given.source, around.calendars);
}

const ALIASED: Finding = {
  code: 'alias-across-files',
  path: ['extends'],
  zh: '扩展与被扩展的包里不能用 YAML 别名(*),请写明内容',
  en: 'a pack that extends another uses no YAML aliases (*), nor does that one; write the content out',
};

function readBase(id: string, around: Around, trail: readonly string[]): Read | { readonly finding: Finding } {
  if (trail.includes(id))
    return {
      finding: {
        code: 'extends-circle',
        path: ['extends'],
        zh: `扩展绕成了圈:${[...trail, id].join(' → ')}`,
        en: `the packs extend each other in a circle: ${[...trail, id].join(' → ')}`,
      },
    };
  const found = around.packs.find(id);
  if (found === undefined)
    return {
      finding: unknownName(
        'pack',
        id,
        around.packs.ids().filter((one) => !trail.includes(one)),
        ['extends'],
      ),
    };
  const read = readPack(found.text, found.file, around, trail);
  if (!read.ok || read.pack.id === id) return read;
  const zh = `${found.file} 里的包名为 "${read.pack.id}",不是 "${id}";被扩展的包应放在 <id>.yaml`;
  return {
    finding: {
      code: 'base-misnamed',
      path: ['extends'],
      zh,
      en: `${found.file} holds the pack "${read.pack.id}", not "${id}"; an extended pack stands in <its id>.yaml`,
    },
  };
}

function checked(tree: YamlTree, source: YamlSource, calendars: CalendarLibrary): Read {
  const parsed = parseTree(tree, packSchema, (pack) => checkPack(pack, calendars));
  return parsed.ok ? { ok: true, pack: parsed.value, tree, source } : parsed;
}
