import { unzipSync, zipSync, type Zippable } from 'fflate';

/** Times in a zip count from 1980 and are local: this one is the same everywhere. */
const FIXED = new Date(1980, 0, 1);

/**
 * An Office document of the same bytes for the same content: without times of files, with the moment `stamp` (ISO) as
 * that of its making, and with names in the place of ids that its library draws at random.
 */
export function fixedZip(bytes: Uint8Array, stamp: string): Uint8Array {
  const moment = stamp.replace(/\.\d+Z$/, 'Z');
  const named = counted('rIdLink');
  const marked = counted('');
  const drawn = counted('');
  const files = unzipSync(bytes);
  const fixed: Zippable = {};
  // The body first: ids are numbered in the order in which a reader meets them.
  const names = Object.keys(files).toSorted((a, b) => rank(a) - rank(b));
  for (const name of names) {
    const content = files[name] ?? new Uint8Array();
    if (!/\.(?:xml|rels)$/.test(name)) {
      fixed[name] = [name.endsWith('.xlsx') ? fixedZip(content, stamp) : content, { mtime: FIXED }];
      continue;
    }
    const text = new TextDecoder().decode(content);
    const still = text
      .replaceAll(/rId[a-z0-9_-]{21}/g, named)
      .replaceAll(/(<w:bookmark(?:Start|End)\b[^>]*?w:id=")(\d+)/g, (_, tag: string, id: string) => tag + marked(id))
      .replaceAll(/(<wp:docPr id=")(\d+)/g, (_, tag: string, id: string) => tag + drawn(id))
      .replaceAll(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${moment}`);
    fixed[name] = [new TextEncoder().encode(still), { mtime: FIXED }];
  }
  return zipSync(fixed, { level: 6 });
}

/** The same number for the same name, in the order in which names come. */
function counted(prefix: string): (name: string) => string {
  const numbers = new Map<string, number>();
  return (name) => {
    const number = numbers.get(name) ?? numbers.size + 1;
    numbers.set(name, number);
    return `${prefix}${number}`;
  };
}

function rank(name: string): number {
  return name === '[Content_Types].xml' ? 0 : name.endsWith('document.xml') ? 1 : 2;
}
