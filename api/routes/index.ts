import type { Route } from '../http/route.ts';
import { makeClosing, readClosing, showClosings } from './closings.ts';
import { createComplaint, createPastComplaint, listComplaints } from './complaints.ts';
import { listMails, readMail } from './devMail.ts';
import { handInDuty, listDuties } from './duties.ts';
import { followEvents } from './events.ts';
import { listFigureCases, listFigures, readFigure, readFigureDefinition } from './figures.ts';
import {
  explainComplaintClock,
  performComplaintAction,
  readComplainant,
  readComplaint,
  readComplaintNotifications,
  readTimeline,
} from './oneComplaint.ts';
import { lateness, livez, metrics, readyz } from './operations.ts';
import { people, postOrganisation, units } from './organisation.ts';
import { checkPackSource, listPacksInForce, readPack, simulatePack } from './packs.ts';
import { freezeClasses } from './periods.ts';
import { readProgress, readPublicRules } from './progress.ts';
import {
  listRegister,
  listRegisterColumns,
  listSeries,
  postRegisterRows,
  putRegisterRow,
  putSeries,
  readRegisterRow,
} from './registers.ts';
import { makeCaseRetrospective, makeReportDocument } from './reports.ts';
import { listReturns, readReturn } from './returns.ts';
import { readView } from './views.ts';
import { whatIfPack } from './whatIf.ts';

/** In the order of the contract. */
export const ROUTES: readonly Route[] = [
  createComplaint,
  createPastComplaint,
  listComplaints,
  readComplaint,
  readComplainant,
  performComplaintAction,
  readTimeline,
  explainComplaintClock,
  readComplaintNotifications,
  makeCaseRetrospective,
  readProgress,
  readPublicRules,
  listPacksInForce,
  readPack,
  checkPackSource,
  simulatePack,
  whatIfPack,
  makeReportDocument,
  lateness,
  freezeClasses,
  listRegister,
  postRegisterRows,
  listRegisterColumns,
  readRegisterRow,
  putRegisterRow,
  listSeries,
  putSeries,
  listFigures,
  readFigure,
  readFigureDefinition,
  listFigureCases,
  readView,
  listReturns,
  readReturn,
  makeClosing,
  showClosings,
  readClosing,
  units,
  people,
  postOrganisation,
  listDuties,
  handInDuty,
  followEvents,
  livez,
  readyz,
  metrics,
];

/** With the built-in mail sink. */
export const SINK_ROUTES: readonly Route[] = [listMails, readMail];
