import type { Output, ParsedInput } from '../../shared/api.ts';
import { listInsights as listStored } from '../store/insights.ts';
import type { PersonContext } from './context.ts';

export function listInsights(
  { store }: PersonContext,
  input: ParsedInput<'insight.list'>,
): Output<'insight.list'> {
  return store.read((db) => listStored(db, input));
}
