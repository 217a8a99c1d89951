import type { Actor } from '../../domain/case/event.ts';
import { own } from '../../domain/values/own.ts';
import type { Locale } from '../../language/bilingual.ts';
import type { CaseInput } from '../../report/case/caseInput.ts';
import { PackLabels } from '../present/packLabels.ts';
import type { FoundCase } from '../cases/findCase.ts';
import { timelineFor } from '../cases/timelineFor.ts';
import { viewFor } from '../cases/viewFor.ts';
import type { ApiDependencies } from '../process/dependencies.ts';

/** A case for its retrospective: without the complainant, and without prose, which may name them. */
export async function caseInputOf(
  deps: ApiDependencies,
  found: FoundCase,
  actor: Actor,
  locale: Locale,
): Promise<CaseInput> {
  const { authored } = found.pack;
  const labels = new PackLabels(authored, locale);
  const view = await viewFor(deps, found, actor, locale);
  return {
    locale,
    stamp: new Date(deps.now?.() ?? Date.now()).toISOString(),
    zone: authored.timezone,
    view,
    timeline: await timelineFor(deps, found, actor, locale, new Map()),
    names: {
      pack: authored.title[locale],
      category: labels.category(view.category),
      channel: own(authored.channels, view.channel)?.title[locale] ?? view.channel,
      unit: view.unitLabel,
      class: labels.class(view.class),
      level: labels.level(view.level),
    },
    roleName: (role) => labels.role(role),
  };
}
