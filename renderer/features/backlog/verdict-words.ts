import type { ThemeVerdict } from '../../../shared/domain/evidence.ts';

/** What a verdict's figures say in whole per cents of change; always with its interval. */
export type VerdictFigures =
  | {
      readonly kind: 'less' | 'more';
      readonly share: number;
      readonly low: number;
      readonly high: number;
    }
  /** The interval holds both: at most `low` % less, at most `high` % more. */
  | { readonly kind: 'unclear'; readonly low: number; readonly high: number }
  | null;

const percent = (share: number) => Math.round(share * 100);

export function verdictFigures({ kind, effect }: ThemeVerdict): VerdictFigures {
  if (effect === null || kind === 'too_little_data') return null;
  const { ratio, low, high } = effect;
  if (high < 1)
    return {
      kind: 'less',
      share: percent(1 - ratio),
      low: percent(1 - high),
      high: percent(1 - low),
    };
  if (low > 1)
    return {
      kind: 'more',
      share: percent(ratio - 1),
      low: percent(low - 1),
      high: percent(high - 1),
    };
  return { kind: 'unclear', low: percent(1 - low), high: percent(high - 1) };
}
