import { sayDue, sayMoment } from '../../domain/time/sayMoment.ts';
import { toWallTime, type TimeBase } from '../../domain/time/timeBase.ts';
import { own } from '../../domain/values/own.ts';
import type { Bilingual, Locale } from '../../language/bilingual.ts';
import { LIFECYCLE_ACTIONS } from '../../packs/schema/lifecycleActions.ts';
import type { AuthoredPack } from '../../packs/schema/packSchema.ts';

type Titled = Readonly<Record<string, { readonly title?: Bilingual | undefined }>>;

/** Titles in one language; without a title, the id. */
export class PackLabels {
  readonly #pack: AuthoredPack;
  readonly locale: Locale;

  constructor(pack: AuthoredPack, locale: Locale) {
    this.#pack = pack;
    this.locale = locale;
  }

  clock(id: string): string {
    return this.#title(id, this.#pack.clocks);
  }

  action(id: string): string {
    return this.#title(id, this.#pack.steps, this.#pack.actions, LIFECYCLE_ACTIONS);
  }

  level(id: string): string {
    return this.#pack.levels.find((level) => level.id === id)?.title[this.locale] ?? id;
  }

  class(id: string): string {
    return this.#pack.classes.find((row) => row.class === id)?.title[this.locale] ?? id;
  }

  category(id: string): string {
    return this.#title(id, this.#pack.categories);
  }

  role(id: string): string {
    return this.#title(id, this.#pack.roles);
  }

  approval(id: string): string {
    return this.#title(id, this.#pack.approvals);
  }

  field(action: string, name: string): string {
    const { steps, actions, fields } = this.#pack;
    const ofAction = [own(steps, action), own(actions, action), own(LIFECYCLE_ACTIONS, action)];
    return this.#title(name, ...ofAction.map((def) => def?.fields), fields);
  }

  options(list: string | undefined): { value: string; label: string }[] | undefined {
    const entries = list === undefined ? undefined : own(this.#pack.lists, list);
    return entries && Object.entries(entries).map(([value, title]) => ({ value, label: title[this.locale] }));
  }

  /** From any list. */
  code(value: string): string {
    const titles = Object.values(this.#pack.lists).flatMap((list) => own(list, value) ?? []);
    return titles[0]?.[this.locale] ?? value;
  }

  /** Case time, by when. */
  due(base: TimeBase, at: number): string {
    return sayDue(toWallTime(base, at), this.#pack.timezone, this.locale);
  }

  /** Case time, when something happened. */
  moment(base: TimeBase, at: number): string {
    return sayMoment(toWallTime(base, at), this.#pack.timezone, this.locale);
  }

  #title(id: string, ...places: readonly (Titled | undefined)[]): string {
    for (const place of places) {
      const title = own(place, id)?.title;
      if (title !== undefined) return title[this.locale];
    }
    return id;
  }
}
