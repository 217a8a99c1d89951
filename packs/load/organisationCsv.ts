import { CHANNELS, WEIGHTS } from '../../domain/notify/channels.ts';
import { inBoth, phrase, type Phrase } from '../../language/phrase.ts';
import { own } from '../../domain/values/own.ts';
import { csvRows, type CsvCell } from '../source/csvRows.ts';
import type { PackFault, Path } from '../source/fault.ts';
import type { PlacedTree } from '../source/parseTree.ts';

/** Columns by what the first line may call them. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  id: ['编号', '标识', '工号'],
  name: ['姓名', '名称', '机构名称'],
  level: ['层级'],
  parent: ['上级', '上级机构'],
  timezone: ['时区'],
  unit: ['机构', '单位', '部门'],
  roles: ['角色'],
  email: ['邮箱', '电子邮箱'],
  webhook: ['回调地址'],
  sms: ['手机', '手机号'],
  wecom: ['企业微信', '企业微信机器人'],
  dingtalk: ['钉钉', '钉钉机器人'],
  feishu: ['飞书', '飞书机器人'],
  'warning-channels': ['预警渠道'],
  'lapse-channels': ['超时渠道'],
  'notice-channels': ['告知渠道'],
  'quiet-from': ['免打扰自'],
  'quiet-to': ['免打扰至'],
  locale: ['语言'],
  deputy: ['代理人'],
  'absent-from': ['请假自', '请假首日'],
  'absent-to': ['请假至', '请假末日'],
  left: ['离职'],
};
const OF_UNITS = ['level', 'parent', 'timezone'];

type CsvOrganisation =
  { readonly ok: true; readonly tree: PlacedTree } | { readonly ok: false; readonly faults: readonly PackFault[] };

/**
 * Units or people, one a line, from CSV whose first line names the columns; of units where it has a column of theirs.
 * An empty cell takes away what was there; a column that is missing leaves it.
 */
export function organisationCsv(text: string): CsvOrganisation {
  const { rows, open } = csvRows(text);
  const [head = [], ...lines] = rows;
  const names = head.map(({ text: title }) => columnOf(title));
  const faults: PackFault[] = open === undefined ? [] : [faultAt(open, 'csv', phrase('open-quote'))];
  const columns = Object.keys(COLUMNS);
  for (const [index, name] of names.entries())
    if (name === undefined) faults.push(faultAt(head[index], 'unknown-column', phrase('unknown-column', { columns })));
    else if (names.indexOf(name) !== index)
      faults.push(faultAt(head[index], 'duplicate-column', phrase('there-twice', { id: name })));
  if (!names.includes('id')) faults.push(faultAt(head[0], 'no-id-column', phrase('no-id-column')));
  for (const line of lines)
    if (line.length > names.length)
      faults.push(faultAt(line[names.length], 'too-many-cells', phrase('too-many-cells')));
  if (faults.length > 0) return { ok: false, faults };
  const section = names.some((name) => OF_UNITS.includes(name ?? '')) ? 'units' : 'people';
  const value = { [section]: lines.map((line) => rowOf(names, line)) };
  const placeOf = ({ path }: { readonly path: Path }): Pick<CsvCell, 'line' | 'column'> => {
    const [, index, field, part] = path;
    const line = lines[Number(index)] ?? head;
    const asked = cellFor(String(field), part);
    const { line: at, column } = line[names.indexOf(asked)] ?? line[0] ?? { line: 1, column: 1 };
    return { line: at, column };
  };
  return { ok: true, tree: { value: () => value, placeOf } };
}

/** The column that says it. */
function cellFor(field: string, part: string | number | undefined): string {
  if (field === 'absent' || field === 'quiet') return `${field}-${part ?? 'from'}`;
  return field === 'channels' ? `${part ?? 'lapse'}-channels` : field;
}

function columnOf(title: string): string | undefined {
  const small = title.toLowerCase().replaceAll(/[\s_]+/g, '-');
  return Object.keys(COLUMNS).find((name) => name === small || own(COLUMNS, name)?.includes(title));
}

const TRUTHS: Readonly<Record<string, boolean>> = {
  yes: true,
  true: true,
  是: true,
  no: false,
  false: false,
  否: false,
};

function rowOf(names: readonly (string | undefined)[], line: readonly CsvCell[]): Readonly<Record<string, unknown>> {
  const row: Record<string, unknown> = {};
  const cellOf = (name: string): string | undefined =>
    names.includes(name) ? (line[names.indexOf(name)]?.text ?? '') : undefined;
  for (const name of ['id', 'name', 'level', 'unit']) row[name] = cellOf(name);
  for (const name of ['parent', 'timezone', ...CHANNELS, 'locale', 'deputy']) {
    const text = cellOf(name);
    row[name] = text === '' ? null : text;
  }
  const listIn = (name: string): readonly string[] | undefined =>
    cellOf(name)
      ?.split(/[\s,;、,;]+/)
      .filter((one) => one !== '');
  row['roles'] = listIn('roles');
  const orders = WEIGHTS.flatMap((weight) => {
    const order = listIn(`${weight}-channels`);
    return order === undefined ? [] : [[weight, order] as const];
  });
  if (orders.length > 0) row['channels'] = objectOf(orders.filter(([, order]) => order.length > 0));
  const quiet = ['from', 'to'].map((end) => [end, cellOf(`quiet-${end}`)] as const);
  if (quiet.some(([, time]) => time !== undefined)) row['quiet'] = objectOf(quiet.filter(([, time]) => time));
  const left = cellOf('left');
  row['left'] = left === undefined || left === '' ? undefined : (own(TRUTHS, left.toLowerCase()) ?? left);
  const [from, to] = [dayOf(cellOf('absent-from')), dayOf(cellOf('absent-to'))];
  if (from !== undefined || to !== undefined)
    row['absent'] = from || to ? Object.fromEntries(Object.entries({ from, to }).filter(([, day]) => day)) : null;
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
}

/** Null without entries: empty cells take away. */
function objectOf(entries: readonly (readonly [name: string, value: unknown])[]): object | null {
  return entries.length === 0 ? null : Object.fromEntries(entries);
}

/** Spreadsheets write 2026/1/5. */
function dayOf(text: string | undefined): string | undefined {
  return text?.replace(/^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})$/, (_, ...[year, month, day]: string[]) =>
    [year, month?.padStart(2, '0'), day?.padStart(2, '0')].join('-'),
  );
}

function faultAt(cell: CsvCell | undefined, code: string, said: Phrase): PackFault {
  return { code, path: [], line: cell?.line ?? 1, column: cell?.column ?? 1, message: inBoth(said) };
}
