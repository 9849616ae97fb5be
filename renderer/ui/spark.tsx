import { useMemo } from 'react';
import type { Theme } from '../../shared/domain/theme.ts';
import { weekCells } from './weeks.ts';
import './spark.css';

const WIDTH = 92;
const HEIGHT = 28;
/** So many weeks fit with air between. */
const BARS = 13;
const STEP = WIDTH / BARS;

/**
 * The last weeks as small bars; a week under 5 is a short stroke of one height, so that the bar gives nothing away. A glance
 * beside numbers that stand in words: hidden from a screen reader.
 */
export function Spark({ weeks }: { readonly weeks: Theme['evidence']['weeks'] }) {
  const cells = useMemo(() => weekCells(weeks, Date.now()).slice(-BARS), [weeks]);
  const highest = Math.max(1, ...cells.map((cell) => (cell.kind === 'count' ? cell.count : 0)));
  return (
    <svg className="spark" width={WIDTH} height={HEIGHT} aria-hidden="true" focusable="false">
      <line x1={0} x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} className="spark__ground" />
      {cells.map((cell, index) => {
        if (cell.kind === 'held') return null;
        const height = cell.kind === 'few' ? 3 : 3 + (cell.count / highest) * (HEIGHT - 4);
        return (
          <rect
            key={cell.week}
            className={`spark__bar spark__bar--${cell.kind}`}
            x={(BARS - cells.length + index) * STEP + STEP / 2 - 2}
            y={HEIGHT - height}
            width={4}
            height={height}
          />
        );
      })}
    </svg>
  );
}
