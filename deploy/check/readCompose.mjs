// What docker-compose.yml must be beyond its format: pinned, closed to the network, without secrets, without loops.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** A text with its variables filled in, by compose's rules: after a colon an empty value counts as none. */
function fillText(text, given) {
  return text.replaceAll(/\$\{(\w+)(?:(:?)([?-])([^}]*))?\}/g, (_whole, name, colon, kind, word) => {
    const value = given[name];
    if (value !== undefined && (value !== '' || colon !== ':')) return value;
    return kind === '-' ? word : fail(`docker-compose.yml: ${name} is set nowhere`);
  });
}

function filled(node, given) {
  if (typeof node === 'string') return fillText(node, given);
  if (Array.isArray(node)) return node.map((one) => filled(one, given));
  return typeof node === 'object' && node !== null
    ? Object.fromEntries(Object.entries(node).map(([key, value]) => [key, filled(value, given)]))
    : node;
}

/** The compose file with its variables filled in; throws at the first thing that is not as it must be. */
export function readCompose(root, secrets) {
  const file = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
  const compose = filled(parse(file, { merge: true }), secrets);
  for (const [name, service] of Object.entries(compose.services)) {
    if (!/:[\w.-]+$/.test(service.image) || service.image.endsWith(':latest'))
      fail(`${name}: ${service.image} is not pinned`);
    for (const port of service.ports ?? [])
      if (!port.startsWith('127.0.0.1:')) fail(`${name}: port ${port} is open to the network`);
    for (const volume of service.volumes ?? []) {
      const [source] = volume.split(':');
      if (source.startsWith('.') ? !existsSync(join(root, source)) : !(source in compose.volumes))
        fail(`${name}: volume ${source} is not there`);
    }
    for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
      const needed = compose.services[other] ?? fail(`${name} depends on ${other}, which is not there`);
      if (condition === 'service_healthy' && needed.healthcheck === undefined)
        fail(`${name} waits for ${other} to be healthy, which has no health check`);
    }
    if (service.build !== undefined && (service.read_only !== true || !service.cap_drop?.includes('ALL')))
      fail(`${name}: the container has rights that it does not need`);
  }
  for (const [name, service] of Object.entries(parse(file, { merge: true }).services)) {
    for (const [key, value] of Object.entries(service.environment ?? {})) {
      const bare = String(value).replaceAll(/\$\{[^}]*\}/g, '');
      if (/(PASSWORD|PWD|KEY|SECRET)$/.test(key) ? bare !== '' : /:\/\/\w+:[^@]+@/.test(bare))
        fail(`${name}: ${key} holds a secret of its own`);
    }
  }
  return compose;
}

/** Services so that each comes after those it waits for. */
export function inOrder(services) {
  const order = [];
  const visit = (name, path) => {
    if (order.includes(name)) return;
    if (path.includes(name)) fail(`services wait for each other: ${[...path, name].join(' → ')}`);
    for (const other of Object.keys(services[name].depends_on ?? {})) visit(other, [...path, name]);
    order.push(name);
  };
  for (const name of Object.keys(services)) visit(name, []);
  return order;
}

function fail(text) {
  throw new Error(text);
}
