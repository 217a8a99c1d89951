import { own } from '../../domain/values/own.ts';

const STATUSES: Readonly<Record<string, string>> = {
  COMPLETED: '完成',
  FAILED: '失败',
  CANCELLED: '取消',
  TERMINATED: '被终止',
  TIMED_OUT: '超时',
  CONTINUED_AS_NEW: '转入新运行',
};

/** How a workflow ended, from the name that the server has for it. */
export function workflowStatusInChinese(status: string): string {
  const word = own(STATUSES, status);
  return word === undefined ? `工作流状态为 ${status}` : `工作流已${word}`;
}
