import { phrase, say } from '../../language/phrase.ts';
import { z } from 'zod';
import {
  actionBodySchema,
  complainantViewSchema,
  explanationSchema,
  notificationsSchema,
  timelineSchema,
  viewSchema,
} from '../../contracts/httpComplaint.ts';
import { wholeNumber } from '../../contracts/httpTime.ts';
import { barredFrom } from '../../domain/case/access.ts';
import type { RecordedEvent } from '../../domain/case/event.ts';
import { evolveAll } from '../../domain/case/evolve.ts';
import { casesInEvents, isHidden } from '../../domain/case/namedCases.ts';
import { explainClock } from '../../domain/clocks/explain.ts';
import type { Segment } from '../../domain/case/clockEvent.ts';
import type { Bilingual } from '../../language/bilingual.ts';
import type { CaseView, KeptOutcome } from '../../store/readModel/caseView.ts';
import { openComplainant, openDemand } from '../../store/vault/complainant.ts';
import { readLog } from '../../store/log/eventLog.ts';
import { claimKey, releaseKey } from '../../store/idempotency/idempotency.ts';
import { knownCases } from '../../store/readModel/knownCases.ts';
import { readNotes } from '../../store/vault/notes.ts';
import { readNotifications } from '../../store/notifications/notifications.ts';
import { defineRoute } from '../http/defineRoute.ts';
import type { ApiDependencies } from '../process/dependencies.ts';
import { engineUnavailable } from '../problems/engineUnavailable.ts';
import { findCase, findCaseAndClaim, loadCaseAndKeep, unknownCase } from '../cases/findCase.ts';
import { PackLabels } from '../present/packLabels.ts';
import { allowedAction, commandIdOf, performAction } from '../cases/performAction.ts';
import { presentTimeline } from '../present/presentTimeline.ts';
import { moment } from '../present/presentView.ts';
import { Problem } from '../problems/problem.ts';
import { otherBody, answeredBefore, requestKey } from '../http/requestKey.ts';
import { viewFor } from '../cases/viewFor.ts';

export const readComplaint = defineRoute({
  method: 'get',
  path: '/v1/complaints/:no',
  summary: 'One complaint with its clocks and what you may do now',
  tag: 'complaints',
  access: 'person',
  query: z.strictObject({ fresh: z.enum(['0', '1']).default('0').describe('1: ask the workflow instead of the rows') }),
  answers: { 200: { description: 'The view', schema: viewSchema } },
  problems: [404],
  handle: async ({ deps, params, query, actor, locale }) => {
    const { view, pack } = await findCase(deps, params['no'], actor);
    const asked = query.fresh === '1' ? await deps.gateway.view(view.no) : view;
    if (asked === undefined) throw engineUnavailable();
    const { state } = asked;
    // The workflow may know already that the case is confidential by now.
    if (barredFrom(state.access, actor) !== undefined) throw unknownCase();
    return { body: await viewFor(deps, { view: { ...view, state }, pack }, actor, locale) };
  },
});

export const readComplainant = defineRoute({
  method: 'get',
  path: '/v1/complaints/:no/complainant',
  summary: 'Who complained and what they ask for (opened from the vault)',
  tag: 'complaints',
  access: 'person',
  answers: { 200: { description: 'Personal data', schema: complainantViewSchema } },
  problems: [403, 404],
  handle: async ({ deps, params, actor }) => {
    const { view } = await findCase(deps, params['no'], actor);
    if (!actor.reach) throw new Problem(403, 'actor-outside-unit', phrase('outside-unit', { unit: actor.unit }));
    return {
      body: {
        complainant: (await openComplainant(deps.db, deps.keys, view.no)) ?? null,
        demand: (await openDemand(deps.db, deps.keys, view.no)) ?? null,
      },
    };
  },
});

export const performComplaintAction = defineRoute({
  method: 'post',
  path: '/v1/complaints/:no/actions/:action',
  summary: 'Do something on a complaint: a lifecycle action or a step of its pack',
  tag: 'complaints',
  access: 'person',
  body: actionBodySchema,
  answers: { 200: { description: 'Recorded; the view after it', schema: viewSchema } },
  problems: [403, 404, 409, 503],
  beforeFaults: async ({ deps, params, actor }) => {
    allowedAction({ ...(await findCase(deps, params['no'], actor)), actor, action: params['action'] ?? '' });
  },
  handle: async ({ deps, params, body, actor, locale, idempotencyKey }) => {
    const action = params['action'] ?? '';
    const key = requestKey(actor.id, `POST /v1/complaints/${params['no']}/actions/${action}`, idempotencyKey, body);
    const { view, pack, claimed } =
      key === undefined
        ? { ...(await findCase(deps, params['no'], actor)), claimed: true }
        : await findCaseAndClaim(deps, params['no'], actor, key);
    const claim = key === undefined || claimed ? ({ kind: 'new' } as const) : await claimKey(deps.db, key);
    if (claim.kind === 'other-body') throw otherBody();
    if (claim.kind === 'answered') {
      const { seq, pending } = claim.answer.body as unknown as KeptOutcome;
      return answeredBefore(claim.answer, {
        ...(await viewFor(deps, { view: await viewAt(deps, view, seq), pack }, actor, locale)),
        ...(pending === undefined ? {} : { pending }),
      });
    }
    try {
      const outcome = await performAction(deps, {
        view,
        pack,
        actor,
        action,
        body,
        commandId: commandIdOf(key?.scope, key?.key),
        retry: claim.kind === 'unfinished',
      });
      const { pending } = outcome;
      const after = await loadCaseAndKeep(deps, view.no, key, pending);
      const presented = await viewFor(deps, { view: after, pack }, actor, locale);
      return { body: { ...presented, ...(pending === undefined ? {} : { pending }) } };
    } catch (error) {
      // A refusal changed nothing, so the key is free again; after anything else a retry must find it.
      if (key !== undefined && error instanceof Problem && error.status < 500) await releaseKey(deps.db, key);
      throw error;
    }
  },
});

/** The case as it was after this event. */
async function viewAt(deps: ApiDependencies, view: CaseView, seq: number): Promise<CaseView> {
  const log = await readLog(deps.db, view.no);
  const state = evolveAll(
    undefined,
    log.map((row) => row.event).filter((event) => event.seq <= seq),
  );
  return state === undefined ? view : { ...view, state };
}

export const readTimeline = defineRoute({
  method: 'get',
  path: '/v1/complaints/:no/timeline',
  summary: 'What happened and what will happen unless somebody acts, in time order',
  tag: 'complaints',
  access: 'person',
  answers: { 200: { description: 'Past events and planned rungs', schema: timelineSchema } },
  problems: [404],
  handle: async ({ deps, params, actor, locale }) => {
    const { view, pack } = await findCase(deps, params['no'], actor);
    const notes = actor.reach ? await readNotes(deps.db, deps.keys, view.no) : new Map<string, never>();
    const events = await eventsOf(deps, view.no);
    const known = await knownCases(deps.db, casesInEvents(pack.engine, events), actor);
    return { body: { items: presentTimeline(view, pack, events, notes, locale, known) } };
  },
});

async function eventsOf({ db }: Pick<ApiDependencies, 'db'>, no: string): Promise<readonly RecordedEvent[]> {
  return (await readLog(db, no)).map((one) => one.event);
}

const REASONS: Readonly<Record<Segment['reason'], Bilingual>> = {
  limit: { zh: '时限', en: 'limit' },
  'start-day': { zh: '起算日不计', en: 'the start day is not counted' },
  day: { zh: '计入的日', en: 'day counted' },
  'rest-day': { zh: '休息日不计', en: 'rest day, not counted' },
  weekend: { zh: '周末不计', en: 'weekend, not counted' },
  'business-hours': { zh: '营业时间', en: 'hours of business' },
  'closed-hours': { zh: '非营业时间不计', en: 'outside hours of business, not counted' },
  roll: { zh: '末日顺延', en: 'last day rolls on' },
  promise: { zh: '至承诺时刻', en: 'until the promised moment' },
  pause: { zh: '暂停', en: 'paused' },
  extension: { zh: '延期', en: 'extended' },
  merge: { zh: '并案取较早时限', en: 'earlier due moment of a merged case' },
};

export const explainComplaintClock = defineRoute({
  method: 'get',
  path: '/v1/complaints/:no/clocks/:clock/explanation',
  summary: 'Why a clock is due when it is: parts that add up',
  tag: 'complaints',
  access: 'person',
  query: z.strictObject({ occurrence: wholeNumber(z.int().min(1).optional()).describe('Default: the latest') }),
  answers: { 200: { description: 'From start to due without a gap', schema: explanationSchema } },
  problems: [404],
  handle: async ({ deps, params, query, actor, locale }) => {
    const { view, pack } = await findCase(deps, params['no'], actor);
    const found = explainClock(pack.engine, view.state, params['clock'] ?? '', query.occurrence);
    if (found === undefined)
      throw new Problem(
        404,
        'clock-unknown',
        phrase('no-such-clock', { clocks: [...new Set(view.state.clocks.map((clock) => clock.clock))] }),
      );
    const labels = new PackLabels(pack.authored, locale);
    const merged = found.segments.flatMap((part) => (isMerged(part) ? [part.detail] : []));
    const known = await knownCases(deps.db, merged, actor);
    return {
      body: {
        clock: found.clock,
        occurrence: found.occurrence,
        label: labels.clock(found.clock),
        rule: found.rule ?? null,
        status: found.status,
        startedAt: moment(view.base, found.startedAt),
        dueAt: moment(view.base, found.dueAt),
        provisional: found.provisional,
        calendarVersion: found.calendarVersion ?? null,
        segments: found.segments.map((part) => ({
          from: moment(view.base, part.from),
          to: moment(view.base, part.to),
          reason: part.reason,
          label: REASONS[part.reason][locale],
          ...(part.detail === undefined || (isMerged(part) && !known.has(part.detail)) ? {} : { detail: part.detail }),
          ...(part.by === undefined ? {} : { by: [...part.by] }),
        })),
      },
    };
  },
});

/** The detail of such a part is the number of the other case. */
function isMerged(part: Segment): part is Segment & { readonly detail: string } {
  return part.reason === 'merge' && part.detail !== undefined;
}

export const readComplaintNotifications = defineRoute({
  method: 'get',
  path: '/v1/complaints/:no/notifications',
  summary: 'What was sent to whom, when, and whether it arrived',
  tag: 'complaints',
  access: 'person',
  answers: { 200: { description: 'In the order in which they were decided', schema: notificationsSchema } },
  problems: [404],
  handle: async ({ deps, params, actor, locale }) => {
    const { view, pack } = await findCase(deps, params['no'], actor);
    const all = await readNotifications(deps.db, view.no);
    // A notice of an event that is about a hidden case is as hidden as the event.
    const events = all.some((one) => one.item.startsWith('notice/')) ? await eventsOf(deps, view.no) : [];
    const known = await knownCases(deps.db, casesInEvents(pack.engine, events), actor);
    const hidden = events.filter((event) => isHidden(event, known)).map((event) => `notice/${event.seq}/`);
    const told = all.filter((one) => !hidden.some((start) => one.item.startsWith(start)));
    return {
      body: {
        items: told.map((one) => ({
          ...one,
          lastError: one.lastError === null ? null : say(one.lastError, locale),
        })),
      },
    };
  },
});
