import type { Actor } from '../../domain/case/event.ts';
import { own } from '../../domain/values/own.ts';
import { phrase } from '../../language/phrase.ts';
import { Problem } from '../problems/problem.ts';
import type { ApiDependencies } from '../process/dependencies.ts';

/** Administrators, and whoever holds an office: a role that the pack gives a level. Throws 403 for others. */
export function requireReader({ packs }: ApiDependencies, { roles }: Actor, pack: string): void {
  const defs = packs.find(pack)?.authored.roles;
  const isOffice = (role: string): boolean => own(defs, role)?.level !== undefined;
  if (!roles.some((role) => role === 'administrator' || isOffice(role)))
    throw new Problem(403, 'actor-not-allowed', phrase('figures-for-offices'));
}
