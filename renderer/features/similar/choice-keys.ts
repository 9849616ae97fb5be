import type { KeyboardEvent } from 'react';

const CHOICES = '[data-similar-choice]';

/** The buttons that say "heard it too", in the order they stand. */
export function choicesIn(place: HTMLElement | null): HTMLElement[] {
  return place === null ? [] : [...place.querySelectorAll<HTMLElement>(CHOICES)];
}

/** Where an arrow goes from a choice: the next one, or back to the field (`field`) above the first and with Escape. */
export function nextChoice(key: string, at: number, count: number): number | 'field' | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, count - 1);
    case 'ArrowUp':
      return at <= 0 ? 'field' : at - 1;
    case 'Escape':
      return 'field';
    default:
      return null;
  }
}

/** Arrows among the choices; Enter presses the one in focus, as on any button. */
export function moveAmongChoices(
  event: KeyboardEvent<HTMLElement>,
  field: HTMLElement | null,
): void {
  const choices = choicesIn(event.currentTarget);
  const at = choices.indexOf(event.target as HTMLElement);
  if (at === -1) return;
  const next = nextChoice(event.key, at, choices.length);
  if (next === null) return;
  event.preventDefault();
  event.stopPropagation();
  if (next === 'field') field?.focus();
  else choices[next]?.focus();
}

/** From the field: arrow down where it has nowhere further down to go, at the end of the text. */
export function leavesField(
  event: KeyboardEvent<HTMLElement>,
  { selectionStart, selectionEnd, value }: HTMLTextAreaElement,
): boolean {
  return (
    event.key === 'ArrowDown' &&
    !event.shiftKey &&
    !event.ctrlKey &&
    !event.altKey &&
    !event.metaKey &&
    selectionStart === value.length &&
    selectionEnd === value.length
  );
}
