/** The day a picker hands over (midnight on this machine) as a calendar date, `2026-11-24`. */
export function calendarDate(day: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(day.getFullYear()).padStart(4, '0')}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** A calendar date as a picker wants it: that day's midnight on this machine. */
export function dayOf(date: string): Date {
  return new Date(
    Number(date.slice(0, 4)),
    Number(date.slice(5, 7)) - 1,
    Number(date.slice(8, 10)),
  );
}
