import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OptionError } from './options.ts';

/** What clients were told, line by line as it came. */
export type ToldClient =
  | { readonly what: 'asked'; readonly index: number; readonly key: string }
  | { readonly what: 'opened'; readonly index: number; readonly no: string; readonly at: number }
  | {
      readonly what: 'acting';
      readonly index: number;
      readonly move: number;
      readonly no: string;
      readonly command: string;
    }
  | { readonly what: 'acted'; readonly index: number; readonly move: number; readonly seq: number }
  | {
      readonly what: 'refused';
      readonly index: number;
      readonly move: number;
      readonly status: number;
      readonly code: string;
    };

/** What an outside receiver got. `items` are the things told; `at` epoch ms, when the whole message was there. */
export interface ReceivedMessage {
  readonly via: 'email' | 'webhook';
  readonly key: string;
  readonly items: readonly string[];
  readonly at: number;
  /** Webhooks: the signature was the sender's. */
  readonly signed: boolean;
}

export interface Struck {
  readonly stroke: number;
  readonly name: string;
  readonly at: number;
  readonly killed: readonly string[];
  /** An aimed one that found its moment, or one that needed none. */
  readonly met: boolean;
}

export type AttackKind = 'reset' | 'reset to a later task' | 'terminate';

/** What was done to the workflow of a case. `at`: wall clock, epoch ms. */
export interface Attacked {
  readonly no: string;
  readonly kind: AttackKind;
  readonly at: number;
}

const NEW_LINE = 10;

/** The books of one run: files of JSON lines in a folder, so that a run that is broken off can go on. */
export class Books {
  readonly folder: string;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o711 });
    this.folder = folder;
  }

  get clientsFile(): string {
    return join(this.folder, 'clients.jsonl');
  }

  get messagesFile(): string {
    return join(this.folder, 'messages.jsonl');
  }

  toldClient(line: ToldClient): void {
    append(this.clientsFile, line);
  }

  clients(): readonly ToldClient[] {
    return linesOf(this.clientsFile) as readonly ToldClient[];
  }

  messages(): readonly ReceivedMessage[] {
    return linesOf(this.messagesFile) as readonly ReceivedMessage[];
  }

  /** How many messages have come, without looking into them. */
  countMessages(): number {
    return existsSync(this.messagesFile)
      ? readFileSync(this.messagesFile).reduce((sum, byte) => sum + (byte === NEW_LINE ? 1 : 0), 0)
      : 0;
  }

  struck(line: Struck): void {
    append(join(this.folder, 'kills.jsonl'), line);
  }

  strokes(): readonly Struck[] {
    return linesOf(join(this.folder, 'kills.jsonl')) as readonly Struck[];
  }

  /** About to be asked for. */
  attacking(line: Attacked): void {
    append(join(this.folder, 'attacking.jsonl'), line);
  }

  /** Those that may have been done, although nobody said so. */
  attackings(): readonly Attacked[] {
    return linesOf(join(this.folder, 'attacking.jsonl')) as readonly Attacked[];
  }

  /** Temporal said yes to it. */
  attacked(line: Attacked): void {
    append(join(this.folder, 'attacks.jsonl'), line);
  }

  attacks(): readonly Attacked[] {
    return linesOf(join(this.folder, 'attacks.jsonl')) as readonly Attacked[];
  }

  /** Keeps what a run was begun with; a run that goes on must not differ in it. */
  keepOptions(options: object): void {
    const file = join(this.folder, 'options.json');
    const text = JSON.stringify(options);
    if (!existsSync(file)) writeFileSync(file, text);
    else if (readFileSync(file, 'utf8') !== text)
      throw new OptionError(`the run in ${this.folder} was begun with other options: ${readFileSync(file, 'utf8')}`);
  }
}

export function append(file: string, line: object): void {
  appendFileSync(file, `${JSON.stringify(line)}\n`);
}

/** A last line that was cut off by a kill is left out. */
function linesOf(file: string): readonly unknown[] {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}
