import { z } from 'zod';
import {
  actionBodySchema,
  complainantViewSchema,
  explanationSchema,
  notificationsSchema,
  timelineSchema,
  viewSchema,
} from '../../contracts/http/httpComplaint.ts';
import { wholeNumber } from '../../contracts/http/httpTime.ts';
import { barredFrom } from '../../domain/case/access.ts';
import { evolveAll } from '../../domain/case/evolve.ts';
import { casesInEvents, isHidden } from '../../domain/case/namedCases.ts';
import { explainClock } from '../../domain/clocks/explain.ts';
import { phrase } from '../../language/phrase.ts';
import { releaseKey } from '../../store/idempotency/idempotency.ts';
import { readNotifications } from '../../store/notifications/notifications.ts';
import { named, personNames, unitNames } from '../../store/people/namesOf.ts';
import { readCaseAndKeep, type CaseView, type KeptOutcome } from '../../store/readModel/caseView.ts';
import { knownCases } from '../../store/readModel/knownCases.ts';
import { openComplainant, openDemand } from '../../store/vault/complainant.ts';
import { readNotes } from '../../store/vault/notes.ts';
import { findCase, findCaseAndClaim, loadCase, unknownCase } from '../cases/findCase.ts';
import { allowedAction, commandIdOf, performAction } from '../cases/performAction.ts';
import { eventsOf, timelineFor } from '../cases/timelineFor.ts';
import { viewFor } from '../cases/viewFor.ts';
import { get, post } from '../http/route.ts';
import { answeredBefore, otherBody } from '../http/requestKey.ts';
import { PackLabels } from '../present/packLabels.ts';
import { presentExplanation } from '../present/presentExplanation.ts';
import { presentNotification } from '../present/presentNotifications.ts';
import { Problem } from '../problems/problem.ts';
import { engineUnavailable } from '../problems/unavailable.ts';
import type { ApiDependencies } from '../process/dependencies.ts';

export const readComplaint = get('/v1/complaints/:no', {
  summary: 'One complaint with its clocks and what you may do now',
  tag: 'complaints',
  query: z.strictObject({ fresh: z.enum(['0', '1']).default('0').describe('1: ask the workflow instead of the rows') }),
  answers: { 200: { description: 'The view', schema: viewSchema } },
  handle: async ({ deps, params, query, actor, locale }) => {
    const { view, pack } = await findCase(deps, params.no, actor);
    const asked = query.fresh === '1' ? await deps.gateway.view(view.no) : view;
    if (asked === undefined) throw engineUnavailable();
    const { state } = asked;
    // The workflow may know first that the case is confidential.
    if (barredFrom(state.access, actor) !== undefined) throw unknownCase();
    return { body: await viewFor(deps, { view: { ...view, state }, pack }, actor, locale) };
  },
});

export const readComplainant = get('/v1/complaints/:no/complainant', {
  summary: 'Who complained and what they ask for (opened from the vault)',
  tag: 'complaints',
  answers: { 200: { description: 'Personal data', schema: complainantViewSchema } },
  problems: [403],
  handle: async ({ deps, params, actor }) => {
    const { view } = await findCase(deps, params.no, actor);
    if (!actor.reach) throw new Problem(403, 'actor-outside-unit', phrase('outside-unit', { unit: actor.unit }));
    const complainant = (await openComplainant(deps.db, deps.keys, view.no)) ?? null;
    return { body: { complainant, demand: (await openDemand(deps.db, deps.keys, view.no)) ?? null } };
  },
});

export const performComplaintAction = post('/v1/complaints/:no/actions/:action', {
  summary: 'Do something on a complaint: a lifecycle action or a step of its pack',
  tag: 'complaints',
  body: actionBodySchema,
  answers: { 200: { description: 'Recorded; the view after it', schema: viewSchema } },
  beforeFaults: async ({ deps, params: { no, action }, actor }) => {
    allowedAction({ ...(await findCase(deps, no, actor)), actor, action });
  },
  handle: async ({ deps, params: { no, action }, body, actor, locale, key }) => {
    const { view, pack, claim } = await findCaseAndClaim(deps, no, actor, key);
    const shown = async (after: CaseView, pending: string | undefined): Promise<object> => ({
      ...(await viewFor(deps, { view: after, pack }, actor, locale)),
      pending,
    });
    if (claim.kind === 'other-body') throw otherBody();
    if (claim.kind === 'answered') {
      const { seq, pending } = claim.answer.body as unknown as KeptOutcome;
      return answeredBefore(claim.answer, await shown(await viewAt(deps, view, seq), pending));
    }
    try {
      const retry = claim.kind === 'unfinished';
      const ask = { view, pack, actor, action, body, commandId: commandIdOf(key), retry };
      const { pending } = await performAction(deps, ask);
      const after =
        key === undefined
          ? (await loadCase(deps, no)).view
          : await readCaseAndKeep(deps.db, deps.keys, no, key, pending);
      if (after === undefined) throw unknownCase();
      return { body: await shown(after, pending) };
    } catch (error) {
      // A refusal changed nothing, so the key is free; after anything else a retry must find it.
      if (key !== undefined && error instanceof Problem && error.status < 500) await releaseKey(deps.db, key);
      throw error;
    }
  },
});

async function viewAt(deps: ApiDependencies, view: CaseView, seq: number): Promise<CaseView> {
  const events = await eventsOf(deps, view.no);
  const state = evolveAll(
    undefined,
    events.filter((event) => event.seq <= seq),
  );
  return state === undefined ? view : { ...view, state };
}

export const readTimeline = get('/v1/complaints/:no/timeline', {
  summary: 'What happened and what will happen unless somebody acts, in time order',
  tag: 'complaints',
  answers: { 200: { description: 'Past events and planned rungs', schema: timelineSchema } },
  handle: async ({ deps, params, actor, locale }) => {
    const { view, pack } = await findCase(deps, params.no, actor);
    const notes = actor.reach ? await readNotes(deps.db, deps.keys, view.no) : new Map<string, never>();
    return { body: { items: await timelineFor(deps, { view, pack }, actor, locale, notes) } };
  },
});

export const explainComplaintClock = get('/v1/complaints/:no/clocks/:clock/explanation', {
  summary: 'Why a clock is due when it is: parts that add up',
  tag: 'complaints',
  query: z.strictObject({ occurrence: wholeNumber(z.int().min(1).optional()).describe('Default: the latest') }),
  answers: { 200: { description: 'From start to due without a gap', schema: explanationSchema } },
  handle: async ({ deps, params, query, actor, locale }) => {
    const { view, pack } = await findCase(deps, params.no, actor);
    const found = explainClock(pack.engine, view.state, params.clock, query.occurrence);
    if (found === undefined) {
      const clocks = [...new Set(view.state.clocks.map((clock) => clock.clock))];
      throw new Problem(404, 'clock-unknown', phrase('no-such-clock', { clocks }));
    }
    const merged = found.segments.flatMap(({ reason, detail }) => (reason === 'merge' ? (detail ?? []) : []));
    const known = await knownCases(deps.db, merged, actor);
    return { body: presentExplanation(found, view.base, new PackLabels(pack.authored, locale), known) };
  },
});

export const readComplaintNotifications = get('/v1/complaints/:no/notifications', {
  summary: 'What was sent to whom, when, and whether it arrived',
  tag: 'complaints',
  answers: { 200: { description: 'In the order in which they were decided', schema: notificationsSchema } },
  handle: async ({ deps, params, actor, locale }) => {
    const { view, pack } = await findCase(deps, params.no, actor);
    const all = await readNotifications(deps.db, view.no);
    // A notice of an event on a hidden case is hidden too.
    const events = all.some((one) => one.item.startsWith('notice/')) ? await eventsOf(deps, view.no) : [];
    const known = await knownCases(deps.db, casesInEvents(pack.engine, events), actor);
    const hidden = events.filter((event) => isHidden(event, known)).map((event) => `notice/${event.seq}/`);
    const shown = all.filter((one) => !hidden.some((start) => one.item.startsWith(start)));
    const { unit } = view.state;
    const called = {
      people: await personNames(
        deps.db,
        shown.map((one) => one.recipient),
      ),
      unit: named(await unitNames(deps.db, [unit]), unit),
      zone: pack.authored.timezone,
    };
    const labels = new PackLabels(pack.authored, locale);
    const items = shown.map((one) => presentNotification(one, labels, called, Date.now()));
    return { body: { items } };
  },
});
