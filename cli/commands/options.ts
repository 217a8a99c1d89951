/** Options that several commands have; each call makes a new one. */

import { Option } from 'commander';
import { says } from '../output/spoken.ts';

export const api = (): Option => new Option('--api <url>', says('接口地址', 'address of the API'));

export const byAdministrator = (): Option =>
  new Option('--by <person>', says('操作人(系统管理员)', 'the administrator who does it'));

export const period = (): Option =>
  new Option('--period <period>', says('期间,如 2026 或 2026-11', 'such as 2026 or 2026-11'));

export const firstDay = (): Option => new Option('--from <date>', says('首日', 'first day'));

export const lastDay = (): Option => new Option('--to <date>', says('末日', 'last day'));

export const mapping = (): Option =>
  new Option('--mapping <file>', says('表格各列对应的字段(YAML)', 'which column of a table is which field (YAML)'));

export const packs = (): Option =>
  new Option('--pack <ids>', says('包,逗号分隔;all 为全部', 'packs, separated by commas; all for all of them')).default(
    'all',
  );

export const unitAndBelow = (): Option =>
  new Option('--unit <id>', says('只限该机构及其下级', 'only this unit and those below it'));
