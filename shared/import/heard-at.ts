const norwegianDate =
  /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ ,T]+(?:kl\.? ?)?(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?)?$/;
const isoDate =
  /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?)?(Z|[+-]\d{2}:?\d{2})?$/;

const OLDEST = Date.UTC(2000, 0, 1);
const DAY_MS = 86_400_000;

/**
 * When a note was heard, as an instant in UTC; null for what is no date, or one before 2000 or after tomorrow. Takes
 * `24.11.2026`, `24.11.2026 13:45`, ISO 8601 and a spreadsheet's dates. A date alone is noon, so that it stays the same day
 * everywhere; a time without an offset is Norway's.
 */
export function parseHeardAt(cell: unknown, now: number): string | null {
  const instant = instantOf(cell);
  if (instant === null || instant < OLDEST || instant > now + DAY_MS) return null;
  return new Date(instant).toISOString();
}

function instantOf(cell: unknown): number | null {
  // A spreadsheet knows no time zone: its dates come as if they were UTC.
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? null : fromSheet(cell);
  if (typeof cell !== 'string') return null;
  const text = cell.trim();
  const iso = isoDate.exec(text);
  if (iso !== null) {
    const [, year, month, day, hour, minute, second, offset] = iso;
    return compose([year, month, day, hour, minute, second], offset);
  }
  const norwegian = norwegianDate.exec(text);
  if (norwegian === null) return null;
  const [, day, month, year, hour, minute, second] = norwegian;
  return compose([year, month, day, hour, minute, second], undefined);
}

/** A sheet counts in parts of a day, which miss a second by a hair. */
function fromSheet(sheetDate: Date): number {
  const date = new Date(Math.round(sheetDate.getTime() / 1000) * 1000);
  const midnight = date.getUTCHours() + date.getUTCMinutes() + date.getUTCSeconds() === 0;
  return midnight ? date.getTime() + DAY_MS / 2 : fromNorway(date.getTime());
}

function compose(
  parts: readonly (string | undefined)[],
  offset: string | undefined,
): number | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map((part) =>
    Number(part ?? 0),
  );
  const dateOnly = parts[3] === undefined;
  const wall = Date.UTC(year, month - 1, day, dateOnly ? 12 : hour, minute, second);
  const made = new Date(wall);
  // 31 February would roll over into March.
  if (made.getUTCFullYear() !== year || made.getUTCMonth() !== month - 1) return null;
  if (made.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59) return null;
  if (offset === undefined) return dateOnly ? wall : fromNorway(wall);
  return wall - offsetMs(offset);
}

function offsetMs(offset: string): number {
  if (offset === 'Z') return 0;
  const sign = offset.startsWith('-') ? -1 : 1;
  const hours = Number(offset.slice(1, 3));
  return sign * (hours * 60 + Number(offset.slice(-2))) * 60_000;
}

const oslo = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Oslo',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
});

/** The instant at which clocks in Norway show what `wall` would show in UTC. In the hour that comes twice: the first of them. */
function fromNorway(wall: number): number {
  return wall - aheadOfUtc(wall - 7_200_000);
}

/** Milliseconds that Norway's clocks are ahead of UTC at an instant. */
function aheadOfUtc(instant: number): number {
  const parts = new Map(
    oslo.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return shown - Math.floor(instant / 1000) * 1000;
}
