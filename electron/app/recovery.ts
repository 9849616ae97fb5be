import type { Output } from '../../shared/api.ts';
import { forgetRecovery, lastRecovery } from '../store/health/recovery-report.ts';
import type { PersonContext } from './context.ts';

export function getRecovery({ store }: PersonContext): Output<'recovery.get'> {
  return { recovery: store.read(lastRecovery) };
}

/** She has read it. The damaged file itself stays. */
export function dismissRecovery({ store, changed }: PersonContext): Output<'recovery.dismiss'> {
  store.write(forgetRecovery);
  changed(['session']);
  return {};
}
