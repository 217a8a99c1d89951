import { caller, outletComplaint } from './complaints.ts';
import type { TestApi } from './testApi.ts';

/** Registers a complaint of the caller with this number; its number. `over`: what is other than usual. */
export async function openedCase(api: TestApi, phone: number, over: Record<string, unknown> = {}): Promise<string> {
  const { body, status } = await api.post(
    '/v1/complaints',
    outletComplaint({ complainant: caller(String(phone)), ...over }),
  );
  if (status !== 201) throw new Error(body.detail);
  return body.no;
}
