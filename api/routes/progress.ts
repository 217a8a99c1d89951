import { progressSchema, publicRulesSchema } from '../../contracts/http/httpComplaint.ts';
import { own } from '../../domain/values/own.ts';
import type { Bilingual } from '../../language/bilingual.ts';
import { phrase } from '../../language/phrase.ts';
import { sayValue } from '../../packs/describe/sayValue.ts';
import { noteProgressView } from '../../store/notifications/progressViews.ts';
import { readCaseByReceipt } from '../../store/readModel/caseView.ts';
import { blindIndex } from '../../store/vault/vault.ts';
import { packInForce } from '../cases/packInForce.ts';
import { get } from '../http/route.ts';
import { PackLabels } from '../present/packLabels.ts';
import { moment } from '../present/presentView.ts';
import { Problem } from '../problems/problem.ts';

const STAGES: Readonly<Record<string, Bilingual>> = {
  registered: { zh: '已登记,正在安排处理', en: 'Registered; being assigned' },
  accepted: { zh: '处理中', en: 'Being handled' },
  resolved: { zh: '处理完毕', en: 'Resolved' },
  closed: { zh: '办结', en: 'Closed' },
  refused: { zh: '不予受理', en: 'Not accepted' },
  merged: { zh: '已并入您的另一件投诉', en: 'Merged with another complaint' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
};

/** In the order in which a case goes through them. */
const PROCESS = ['registered', 'accepted', 'resolved', 'closed'];

/** A case cancelled in the Temporal UI ends as withdrawn, without an outcome: not by the complainant. */
const CANCELLED: Bilingual = {
  zh: '由系统管理员撤销,如有疑问请联系受理单位',
  en: 'Withdrawn by an administrator; if in doubt, please ask where you complained',
};

/** For anybody with a receipt code: nothing internal. */
export const readProgress = get('/v1/progress/:receiptCode', {
  summary: 'How far a complaint is, by receipt code',
  tag: 'progress',
  access: 'anybody',
  answers: { 200: { description: 'Progress', schema: progressSchema } },
  problems: [429],
  handle: async ({ deps: { db, keys, packs }, params, locale }) => {
    const code = params.receiptCode.replace(/[\s-]/g, '');
    const view = /^\d{16}$/.test(code)
      ? await readCaseByReceipt(db, keys, blindIndex(keys, 'receipt', code))
      : undefined;
    if (view === undefined) throw new Problem(404, 'receipt-unknown', phrase('no-receipt'));
    const { no, base, pack } = view;
    await noteProgressView(db, no);
    const { stage, registeredAt, acceptedAt, promisedAt, resolvedAt, closedAt, outcome, steps } = view.state;
    const { authored, engine } = await packs.byHash(pack.hash, view.intake.calendar);
    const labels = new PackLabels(authored, locale);
    const stops = new Set(Object.values(engine.clocks).flatMap((clock) => clock.stop.map((stop) => stop.step)));
    const said = (at: number | undefined): string | null => (at === undefined ? null : labels.moment(base, at));
    return {
      body: {
        no,
        stage,
        label: own(STAGES, stage)?.[locale] ?? stage,
        registeredAt: moment(base, registeredAt),
        acceptedAt: moment(base, acceptedAt),
        promisedAt: moment(base, promisedAt),
        resolvedAt: moment(base, resolvedAt),
        closedAt: moment(base, closedAt),
        outcome: outcome !== undefined ? labels.code(outcome) : stage === 'withdrawn' ? CANCELLED[locale] : null,
        steps: Object.entries(steps)
          .filter(([id]) => stops.has(id))
          .map(([id, step]) => ({
            label: labels.action(id),
            at: moment(base, step.lastAt),
            atLabel: labels.moment(base, step.lastAt),
          })),
        said: {
          registeredAt: labels.moment(base, registeredAt),
          acceptedAt: said(acceptedAt),
          promisedAt: promisedAt === undefined ? null : labels.due(base, promisedAt),
          resolvedAt: said(resolvedAt),
          closedAt: said(closedAt),
        },
        drill: base.speed !== 1,
      },
    };
  },
});

/** Process and limits are public (S3-R1). A clock that is only watched is no limit. */
export const readPublicRules = get('/v1/progress/packs/:id', {
  summary: 'Process and time limits of a pack, for anybody',
  tag: 'progress',
  access: 'anybody',
  answers: { 200: { description: 'What the bank has bound itself to', schema: publicRulesSchema } },
  problems: [429],
  handle: async ({ deps, params, locale }) => {
    const { authored, engine } = packInForce(deps, params.id);
    const { title, basis = [], levels, channels, clocks } = authored;
    const owed = engine.clocks.filter((clock) => clock.owed !== false && clock.limit.kind !== 'none');
    return {
      body: {
        id: engine.id,
        version: engine.version,
        title: title[locale],
        basis: basis.map((one) => ({ title: one.title[locale], number: one.number ?? null, date: one.date ?? null })),
        process: PROCESS.map((stage) => ({ stage, label: own(STAGES, stage)?.[locale] ?? stage })),
        levels: levels.map((level) => level.title[locale]),
        channels: Object.values(channels).map((channel) => channel.title[locale]),
        limits: owed.map(({ id, rule = null }) => ({
          label: own(clocks, id)?.title[locale] ?? id,
          limit: sayValue(own(clocks, id)?.limit, ['clocks', id, 'limit'], authored)[locale],
          rule,
        })),
      },
    };
  },
});
