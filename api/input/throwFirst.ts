import { rejectionOf, type Rejection } from '../../domain/case/rejection.ts';
import { problemOf } from '../problems/problem.ts';

/** Throws when there is a fault; the problem has the first one's code and tells of all. */
export function throwFirst(faults: readonly Rejection[]): void {
  const rejection = rejectionOf(faults);
  if (rejection !== undefined) throw problemOf(rejection);
}
