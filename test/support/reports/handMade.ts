import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Figure } from '../../../domain/figures/figure.ts';
import type { FigureAnswer, FigurePart } from '../../../domain/figures/figureAnswer.ts';
import { askKey, figuresOfReport, type FigureAsk } from '../../../domain/figures/figuresOfReport.ts';
import type { ReportDefinition } from '../../../domain/figures/reportDefinition.ts';
import type { Locale } from '../../../language/bilingual.ts';
import { parseReport } from '../../../packs/report/parseReport.ts';
import type { ReportBook, ReportInput } from '../../../report/model/reportInput.ts';

const PACKS = join(import.meta.dirname, '../../../packs');
const PERIOD = { from: '2026-01-01', to: '2026-12-31', zone: 'Asia/Shanghai', asOf: '2026-12-31T16:00:00.000Z' };

export function retrospective(): ReportDefinition {
  const parsed = parseReport(readFileSync(join(PACKS, 'reports/retrospective.yaml'), 'utf8'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.value;
}

export function bookOf(pack: string): ReportBook {
  type Written = Readonly<{ figures: Readonly<Record<string, Omit<Figure, 'id'>>> }>;
  const { figures } = parse(readFileSync(join(PACKS, `figures/${pack}.yaml`), 'utf8')) as Written;
  return {
    title: { zh: `规则包 ${pack}`, en: `Pack ${pack}` },
    hash: 'a'.repeat(64),
    figures: Object.entries(figures).map(([id, figure]) => ({ ...figure, id }) as Figure),
  };
}

/** The retrospective with an invented answer to each of its figures; `given` in the place of some. */
export function handMadeInput(
  locale: Locale,
  given: Readonly<Record<string, Partial<FigureAnswer> | undefined>> = {},
  definition: ReportDefinition = retrospective(),
): ReportInput {
  const asks = figuresOfReport(definition);
  const books = Object.fromEntries([...new Set(asks.map(({ pack }) => pack))].map((pack) => [pack, bookOf(pack)]));
  const answers = asks.flatMap((ask): [string, FigureAnswer][] => {
    const figure = books[ask.pack]?.figures.find(({ id }) => id === ask.id);
    if (figure === undefined) throw new Error(`${askKey(ask)} is not defined`);
    if (ask.id in given && given[ask.id] === undefined) return [];
    return [[askKey(ask), { ...invented(ask, figure), ...given[ask.id] }]];
  });
  return {
    definition,
    locale,
    period: { from: PERIOD.from, to: PERIOD.to },
    stamp: '2027-01-05T02:00:00.000Z',
    address: 'http://127.0.0.1:8080',
    answers: Object.fromEntries(answers),
    books,
  };
}

/** The same number for the same name. */
function numberOf(name: string, below: number): number {
  let hash = 7;
  for (const sign of name) hash = (hash * 31 + (sign.codePointAt(0) ?? 0)) % 1_000_003;
  return hash % below;
}

function invented(ask: FigureAsk, figure: Figure): FigureAnswer {
  const { id, pack } = ask;
  const measure =
    figure.unit ?? (figure.kind === 'share' ? 'percent' : figure.kind === 'duration' ? 'hours' : 'number');
  const shared = {
    id,
    pack,
    kind: figure.kind,
    title: figure.title,
    book: 'a'.repeat(64),
    period: PERIOD,
    measure,
    beside: numberOf(`${id} beside`, 3) === 0 ? { open: numberOf(id, 40), withdrawn: 3 } : {},
    ...(figure.target === undefined ? {} : { target: { ...figure.target, met: numberOf(id, 4) > 0 } }),
    ...(ask.by === undefined ? {} : { parts: partsOf(ask, measure) }),
  };
  const many = 200 + numberOf(id, 4000);
  switch (figure.kind) {
    case 'share': {
      const numerator = Math.round(many * (0.7 + numberOf(`${id} share`, 30) / 100));
      return { ...shared, value: numerator / many, numerator, denominator: many, interval: { low: 0.7, high: 0.99 } };
    }
    case 'duration':
      return { ...shared, value: 3.2, numerator: many, spread: { mean: 3.2, median: 2.7, p90: 6.1, censored: 12 } };
    case 'change': {
      const isShare = figure.shown === 'points';
      const [now, before] = isShare ? [0.923, 0.867] : [many, Math.round(many * 1.3)];
      const relative = now / before - 1;
      return {
        ...shared,
        measure: 'percent',
        value: isShare ? now - before : relative,
        change: {
          now,
          before,
          measure: isShare ? 'percent' : 'number',
          from: 'series' in figure.against ? 'imported' : 'figure' in figure.against ? 'figure' : 'counted',
          relative,
          points: isShare ? now - before : null,
        },
      };
    }
    case 'trend':
      return {
        ...shared,
        measure: 'percent',
        value: -0.123,
        trend: {
          months: partsOf({ ...ask, by: 'month' }, 'number').map(({ key, value }) => ({
            month: key,
            value: value ?? 0,
          })),
          compound: -0.123,
          meanChange: -0.101,
          slope: { value: -0.11, low: -0.15, high: -0.06 },
          beforeAfter: { before: 410.5, after: 360, on: '2026-06-01' },
        },
      };
    default:
      return { ...shared, value: many };
  }
}

const PARTS = {
  channel: [
    '营业网点/Outlet',
    '省行95566热线/Provincial hotline 95566',
    '总行客服中心/Head-office customer centre',
    '监管机构/Regulator',
  ],
  category: ['非蓝图相关/Not cutover-related', '蓝图相关/Cutover-related', '挂失/Loss report', '紧急用款/Urgent cash'],
} as const;

function partsOf({ by, id }: FigureAsk, measure: FigureAnswer['measure']): readonly FigurePart[] {
  const names = by === 'channel' || by === 'category' ? PARTS[by] : undefined;
  const keys = names ?? Array.from({ length: 12 }, (_, month) => `2026-${String(month + 1).padStart(2, '0')}`);
  return keys.map((key) => {
    const [zh = key, en = key] = key.split('/');
    const of = 40 + numberOf(`${id} ${key}`, 300);
    if (measure === 'number') return { key, label: { zh, en }, value: of, numerator: of, denominator: of };
    if (measure !== 'percent') return { key, label: { zh, en }, value: of };
    const numerator = Math.round(of * (0.88 + numberOf(`${key}${id}`, 12) / 100));
    return { key, label: { zh, en }, value: numerator / of, numerator, denominator: of };
  });
}
