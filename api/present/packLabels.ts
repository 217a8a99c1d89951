import type { Locale } from '../../language/locale.ts';
import type { AuthoredPack } from '../../packs/schema/packSchema.ts';
import { LIFECYCLE_ACTIONS } from '../../packs/schema/lifecycleActions.ts';
import { own } from '../../domain/values/own.ts';

/** Titles of a pack's things in the language of whoever asks; an id stands for itself when nothing names it. */
export class PackLabels {
  readonly #pack: AuthoredPack;
  readonly locale: Locale;

  constructor(pack: AuthoredPack, locale: Locale) {
    this.#pack = pack;
    this.locale = locale;
  }

  clock(id: string): string {
    return own(this.#pack.clocks, id)?.title[this.locale] ?? id;
  }

  action(id: string): string {
    return (
      (own(this.#pack.steps, id)?.title ?? own(this.#pack.actions, id)?.title ?? own(LIFECYCLE_ACTIONS, id)?.title)?.[
        this.locale
      ] ?? id
    );
  }

  level(id: string): string {
    return this.#pack.levels.find((level) => level.id === id)?.title[this.locale] ?? id;
  }

  class(id: string): string {
    return this.#pack.classes.find((row) => row.class === id)?.title[this.locale] ?? id;
  }

  category(id: string): string {
    return own(this.#pack.categories, id)?.title[this.locale] ?? id;
  }

  role(id: string): string {
    return own(this.#pack.roles, id)?.title[this.locale] ?? id;
  }

  approval(id: string): string {
    return own(this.#pack.approvals, id)?.title[this.locale] ?? id;
  }

  field(action: string, name: string): string {
    const step = own(own(this.#pack.steps, action)?.fields, name)?.title;
    const lifecycle =
      own(own(this.#pack.actions, action)?.fields, name)?.title ??
      own(own(LIFECYCLE_ACTIONS, action)?.fields, name)?.title;
    return (step ?? lifecycle ?? own(this.#pack.fields, name)?.title)?.[this.locale] ?? name;
  }

  options(list: string | undefined): readonly { readonly value: string; readonly label: string }[] | undefined {
    const entries = list === undefined ? undefined : own(this.#pack.lists, list);
    return entries === undefined
      ? undefined
      : Object.entries(entries).map(([value, title]) => ({ value, label: title[this.locale] }));
  }

  /** Title of a code wherever it is listed. */
  code(value: string): string {
    for (const list of Object.values(this.#pack.lists)) {
      const title = own(list, value);
      if (title !== undefined) return title[this.locale];
    }
    return value;
  }
}
