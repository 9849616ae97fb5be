import { type DemoUnit, demoUnits } from '../units.ts';

/** A unit of the demo's county, and how much of what is heard is heard there. */
export interface HistoryUnit extends DemoUnit {
  readonly share: number;
}

const FIRST_UNIT = '4100';

/** Beside the demo's own: units whose people nobody can be. The last has logged nothing at all. */
export const historyUnits: readonly HistoryUnit[] = [
  ...demoUnits.map((unit) => ({ ...unit, share: unit.number === FIRST_UNIT ? 0.4 : 0 })),
  { number: '4200', name: 'Eksempelnes', above: '4000', share: 0.33 },
  { number: '4300', name: 'Eksempeldal', above: '4000', share: 0.22 },
  { number: '4400', name: 'Eksempelås', above: '4000', share: 0.05 },
  { number: '4500', name: 'Eksempeløy', above: '4000', share: 0 },
];
