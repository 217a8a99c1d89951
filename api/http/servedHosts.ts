import { domainToASCII } from 'node:url';

/** From a `Host` header; the usual ports count as none. */
type Place = Readonly<{
  name: string;
  port: string;
}>;

const LOOPBACK = /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/;

/**
 * This machine's names, the connection's address, and those allowed. A foreign page can point its own name here, but
 * that is none of these.
 */
export class ServedHosts {
  readonly #allowed: readonly Place[];

  /** With a port: only that one. */
  constructor(allowed: readonly string[] = []) {
    this.#allowed = allowed.flatMap((one) => placeOf(one) ?? []);
  }

  /** `localAddress`: of the connection. */
  serves(host: string | undefined, localAddress: string | undefined): boolean {
    const place = placeOf(host);
    if (place === undefined) return false;
    return LOOPBACK.test(place.name) || place.name === addressName(localAddress) || this.#allows(place);
  }

  isOwn(origin: string, host: string | undefined): boolean {
    const from = placeOf(/^https?:\/\/(.+)$/i.exec(origin)?.[1]);
    const here = placeOf(host);
    if (from === undefined) return false;
    return (here?.name === from.name && here.port === from.port) || this.#allows(from);
  }

  #allows({ name, port }: Place): boolean {
    return this.#allowed.some((one) => one.name === name && ['', port].includes(one.port));
  }
}

function placeOf(text = ''): Place | undefined {
  const found = /^(\[[0-9a-f:.]+\]|[^\s:/?#@\\[\]]+?)\.?(?::(\d{1,5}))?$/i.exec(text);
  if (found === null) return undefined;
  const [, given = '', port = ''] = found;
  const name = given.startsWith('[') ? ipv6Name(given) : domainToASCII(given);
  return name === '' ? undefined : { name, port: ['80', '443'].includes(port) ? '' : port };
}

function addressName(address = ''): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  return plain.includes(':') ? ipv6Name(`[${plain.replace(/%.*$/, '')}]`) : plain;
}

/** In its shortest form. */
function ipv6Name(bracketed: string): string {
  return URL.canParse(`http://${bracketed}`) ? new URL(`http://${bracketed}`).hostname : '';
}
