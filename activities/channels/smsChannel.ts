import { own } from '../../domain/values/own.ts';
import { phrase } from '../../language/phrase.ts';
import { DeliveryError, type Channel, type Message } from './channel.ts';
import { ask, requireTaken } from './post.ts';

/** A gateway as the settings describe it. `url`, `headers` and `body` may hold `{{ place }}`s of `SMS_PLACES`. */
export type SmsGateway = Readonly<{
  url: string;
  method: 'POST' | 'PUT' | 'GET';
  /** Secrets among them. */
  headers: Readonly<Record<string, string>>;
  body?: string | undefined;
  /** How what is put into `body` is escaped. */
  escape: 'json' | 'form';
  /** Of the numbers that lose it in `{{ national }}`. */
  countryCode: string;
  /** Characters of a text. */
  longest: number;
  success: Readonly<{ status: readonly number[]; pointer?: string | undefined; equals?: string | undefined }>;
  /** Values at `success.pointer` that say: never. Others are tried again. */
  forGood: readonly string[];
}>;

/** `to`: E.164, `+8613900001234`; `number`: without the plus; `national`: without the country code of the settings. */
export const SMS_PLACES = ['to', 'number', 'national', 'text', 'key'] as const;

type Values = Readonly<Record<(typeof SMS_PLACES)[number], string>>;

/** Short messages by a gateway. The text is the brief one. */
export function smsChannel(gateway: SmsGateway): Channel {
  return {
    name: 'sms',
    realOnly: true,
    send: async (message, to) => {
      const values = valuesOf(gateway, message, to);
      const inBody = gateway.escape === 'json' ? inJson : encodeURIComponent;
      const headers = Object.entries(gateway.headers).map(([name, text]) => [name, filled(text, values, inHeader)]);
      const answer = await ask(filled(gateway.url, values, encodeURIComponent), {
        method: gateway.method,
        headers: Object.fromEntries(headers) as Record<string, string>,
        ...(gateway.body === undefined ? {} : { body: filled(gateway.body, values, inBody) }),
      });
      const { status, pointer, equals } = gateway.success;
      if (!status.includes(answer.status)) requireTaken(answer);
      if (!status.includes(answer.status)) throw new DeliveryError(phrase('http-refused', { status: answer.status }));
      if (pointer === undefined) return;
      const found = valueAt(answer.text, pointer);
      if (found === undefined) throw new DeliveryError(phrase('answer-unreadable', { channel: 'sms' }));
      // What a gateway says beside its codes may repeat the number.
      if (found !== equals)
        throw new DeliveryError(
          phrase('gateway-refused', {
            code: /^[\w.:-]{1,40}$/.test(found) && !found.includes(values.national) ? found : '?',
          }),
          {
            forGood: gateway.forGood.includes(found),
          },
        );
    },
  };
}

function valuesOf({ countryCode, longest }: SmsGateway, { key, brief }: Message, to: string): Values {
  const number = to.replace(/^\+/, '');
  const national = number.startsWith(countryCode) ? number.slice(countryCode.length) : number;
  const text = brief.join('\n');
  return { to, number, national, key, text: text.length <= longest ? text : `${text.slice(0, longest - 1)}…` };
}

const PLACE = new RegExp(`\\{\\{ *(${SMS_PLACES.join('|')}) *\\}\\}`, 'g');

function filled(template: string, values: Values, escape: (text: string) => string): string {
  return template.replaceAll(PLACE, (_, place: keyof Values) => escape(values[place]));
}

/** Between the quotation marks of the template. */
function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function inHeader(text: string): string {
  return encodeURIComponent(text).replaceAll('%2B', '+');
}

/** By a JSON pointer; `undefined` where nothing plain stands. */
function valueAt(json: string, pointer: string): string | undefined {
  try {
    const parts = pointer.split('/').slice(1);
    const found = parts.reduce<unknown>(
      (value, part) =>
        typeof value === 'object' && value !== null
          ? own(value as Readonly<Record<string, unknown>>, part.replaceAll('~1', '/').replaceAll('~0', '~'))
          : undefined,
      JSON.parse(json),
    );
    return ['string', 'number', 'boolean'].includes(typeof found) ? String(found) : undefined;
  } catch {
    return undefined;
  }
}
