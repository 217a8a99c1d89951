import { phrase } from '../../language/phrase.ts';
import { progressSchema } from '../../contracts/httpComplaint.ts';
import type { Bilingual } from '../../language/bilingual.ts';
import { readCaseByReceipt } from '../../store/readModel/caseView.ts';
import { blindIndex } from '../../store/vault/vault.ts';
import { defineRoute } from '../http/defineRoute.ts';
import { PackLabels } from '../present/packLabels.ts';
import { moment } from '../present/presentView.ts';
import { Problem } from '../problems/problem.ts';
import { own } from '../../domain/values/own.ts';

const STAGES: Readonly<Record<string, Bilingual>> = {
  registered: { zh: '已登记,正在安排处理', en: 'Registered; being assigned' },
  accepted: { zh: '处理中', en: 'Being handled' },
  resolved: { zh: '已有处理结果', en: 'Resolved' },
  closed: { zh: '已办结', en: 'Closed' },
  refused: { zh: '不予受理', en: 'Not accepted' },
  merged: { zh: '已并入您的另一件投诉', en: 'Merged with another complaint' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
};

/**
 * Outcomes that the engine writes and no list of a pack has: a case cancelled in the Temporal UI ends as withdrawn, and
 * not by the complainant.
 */
const ENGINE_OUTCOMES: Readonly<Record<string, Bilingual>> = {
  'cancelled-in-temporal': {
    zh: '由系统管理员撤销,如有疑问请联系受理单位',
    en: 'Withdrawn by an administrator; if in doubt, please ask where you complained',
  },
};

/**
 * What a complainant may see with nothing but a receipt code: how far their complaint is, never what goes on inside.
 */
export const readProgress = defineRoute({
  method: 'get',
  path: '/v1/progress/:receiptCode',
  summary: 'How far a complaint is, by receipt code',
  tag: 'progress',
  access: 'anybody',
  answers: { 200: { description: 'Progress', schema: progressSchema } },
  problems: [404, 429],
  handle: async ({ deps, params, locale }) => {
    const code = (params['receiptCode'] ?? '').replace(/[\s-]/g, '');
    const view = /^\d{16}$/.test(code)
      ? await readCaseByReceipt(deps.db, deps.keys, blindIndex(deps.keys, 'receipt', code))
      : undefined;
    if (view === undefined) throw new Problem(404, 'receipt-unknown', phrase('no-receipt'));
    const { state, base } = view;
    const pack = await deps.packs.byHash(view.pack.hash, view.intake.calendar);
    const labels = new PackLabels(pack.authored, locale);
    const told = Object.entries(state.steps).filter(([id]) =>
      Object.values(pack.engine.clocks).some((clock) => clock.stop.some((stop) => stop.step === id)),
    );
    return {
      headers: { 'Cache-Control': 'no-store' },
      body: {
        no: view.no,
        stage: state.stage,
        label: own(STAGES, state.stage)?.[locale] ?? state.stage,
        registeredAt: moment(base, state.registeredAt),
        acceptedAt: moment(base, state.acceptedAt),
        promisedAt: moment(base, state.promisedAt),
        resolvedAt: moment(base, state.resolvedAt),
        closedAt: moment(base, state.closedAt),
        outcome:
          state.outcome === undefined
            ? null
            : (own(ENGINE_OUTCOMES, state.outcome)?.[locale] ?? labels.code(state.outcome)),
        steps: told.map(([id, step]) => ({ label: labels.action(id), at: moment(base, step.lastAt) })),
        drill: base.speed !== 1,
      },
    };
  },
});
