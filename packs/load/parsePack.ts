import { NO_CALENDARS, type CalendarLibrary } from '../calendar/calendarLibrary.ts';
import { checkPack } from '../check/checkPack.ts';
import { packSchema, type AuthoredPack } from '../schema/packSchema.ts';
import { wrong, unknownName, type Finding, type PackFault } from '../source/fault.ts';
import { parseTree, refused, refusedAt, type ParsedYaml } from '../source/parseTree.ts';
import { readSource } from '../source/readSource.ts';
import { YamlTree } from '../source/yamlTree.ts';
import { NO_PACKS, type PackLibrary } from './packLibrary.ts';

export type ParsedPack = ParsedYaml<AuthoredPack>;

type Read =
  | { readonly ok: true; readonly value: AuthoredPack; readonly tree: YamlTree }
  | { readonly ok: false; readonly faults: readonly PackFault[] };

/**
 * A pack from YAML or JSON: syntax, what it extends, shapes, then what cannot work together. Each mistake has its
 * place, with the file where that is the extended pack.
 */
export function parsePack(
  text: string,
  calendars: CalendarLibrary = NO_CALENDARS,
  packs: PackLibrary = NO_PACKS,
): ParsedPack {
  /** `trail`: packs that extend each other, up to here. */
  const read = (text: string, file?: string, trail: readonly string[] = []): Read => {
    const given = readSource(text, file);
    if (!given.ok) return refused(given.faults);
    const own = new YamlTree(given.source);
    const { id, extends: baseId } = Object(given.value) as { readonly id?: unknown; readonly extends?: unknown };
    if (typeof baseId !== 'string') return checked(own);
    const refuse = (finding: Finding): Read => refusedAt(own, [finding]);
    const names = [...trail, typeof id === 'string' ? id : ''];
    if (names.includes(baseId)) {
      const circle = [...names, baseId].join(' → ');
      return refuse(
        wrong(
          'extends-circle',
          ['extends'],
          `扩展绕成了圈:${circle}`,
          `the packs extend each other in a circle: ${circle}`,
        ),
      );
    }
    const found = packs.find(baseId);
    if (found === undefined)
      return refuse(
        unknownName(
          'pack',
          baseId,
          packs.ids().filter((one) => !names.includes(one)),
          ['extends'],
        ),
      );
    const base = read(found.text, found.file, names);
    if (!base.ok) return base;
    if (base.value.id !== baseId)
      return refuse(
        wrong(
          'base-misnamed',
          ['extends'],
          `${found.file} 里的包名为 "${base.value.id}",不是 "${baseId}";被扩展的包应放在 <id>.yaml`,
          `${found.file} holds the pack "${base.value.id}", not "${baseId}"; an extended pack stands in <its id>.yaml`,
        ),
      );
    if (own.source.hasAliases || base.tree.source.hasAliases) return refuse(ALIASED);
    return checked(own.over(base.tree));
  };
  const checked = (tree: YamlTree): Read => {
    const parsed = parseTree(tree, packSchema, (pack) => checkPack(pack, calendars));
    return parsed.ok ? { ...parsed, tree } : parsed;
  };
  const result = read(text);
  return result.ok ? { ok: true, value: result.value } : result;
}

const ALIASED = wrong(
  'alias-across-files',
  ['extends'],
  '扩展与被扩展的包里不能用 YAML 别名(*),请写明内容',
  'a pack that extends another uses no YAML aliases (*), nor does that one; write the content out',
);
