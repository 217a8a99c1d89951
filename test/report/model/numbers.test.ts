import { describe, expect, it } from 'vitest';
import { decimal, difference, measured, percent, signed } from '../../../report/model/numbers.ts';
import { fullWidth } from '../../../report/model/typeset.ts';

describe('numbers of a report', () => {
  it('have one decimal, thousands apart, and a true minus', () => {
    expect(decimal(1234567.25, 1)).toBe('1,234,567.3');
    expect(decimal(-41.26, 1)).toBe('−41.3');
    expect(decimal(-0.01, 1)).toBe('0.0');
    expect(decimal(999, 0)).toBe('999');
    expect(decimal(1000, 0)).toBe('1,000');
  });

  it('nearly all is not all, and nearly none is not none', () => {
    expect(percent(0.989)).toBe('98.9%');
    expect(percent(1)).toBe('100.0%');
    expect(percent(0.9996)).toBe('> 99.9%');
    expect(percent(0)).toBe('0.0%');
    expect(percent(0.0004)).toBe('< 0.1%');
  });

  it('shares differ by percentage points, all else by what it is measured in', () => {
    expect(difference(0.056, 'percent', 'en')).toBe('5.6 percentage points');
    expect(difference(0.056, 'percent', 'zh')).toBe('5.6 个百分点');
    expect(difference(-2.25, 'hours', 'zh')).toBe('−2.3 小时');
    expect(measured(123450, 'money', 'en')).toBe('CNY 1,234.50');
    expect(measured(123450, 'money', 'zh')).toBe('1,234.50 元');
    expect(measured(37, 'number', 'en')).toBe('37');
  });

  it('a change has its sign, and none has no sign', () => {
    expect(signed('5.6%')).toBe('+5.6%');
    expect(signed('−5.6%')).toBe('−5.6%');
    expect(signed('0.0%')).toBe('0.0%');
  });
});

describe('Chinese text has full-width marks', () => {
  it('beside Chinese characters, and never within a number', () => {
    expect(fullWidth('平均:3.2 小时,另有 1,004 件(含撤回);完')).toBe(
      '平均\uff1a3.2 小时\uff0c另有 1,004 件\uff08含撤回\uff09\uff1b完',
    );
    expect(fullWidth('−23.1%(−539)')).toBe('−23.1%(−539)');
    expect(fullWidth('96.0%(1,046 中的 1,004)')).toBe('96.0%\uff081,046 中的 1,004\uff09');
  });
});
