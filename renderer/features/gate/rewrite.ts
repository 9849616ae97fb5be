import { changeBetween } from './insertion.ts';

export type Field = HTMLTextAreaElement | HTMLInputElement;

/** Puts text in the place of a stretch of the field as if it were typed there, so that the browser's own undo still works. */
export function typeInto(field: Field, start: number, end: number, text: string): void {
  field.focus();
  field.setSelectionRange(start, end);
  // Deprecated, and the only way that keeps the undo history.
  const done =
    text === '' ? document.execCommand('delete') : document.execCommand('insertText', false, text);
  if (done) return;
  field.setRangeText(text, start, end, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

/** Where a caret goes when the stretch from `start` to `end` becomes `length` characters long. */
export function movedCaret(caret: number, start: number, end: number, length: number): number {
  if (caret <= start) return caret;
  return caret >= end ? caret + start + length - end : start + length;
}

/** Makes a field's text `next`, as one step that can be undone. Focus and caret stay where they were. */
export function rewrite(field: Field, next: string): void {
  const { start, end, inserted } = changeBetween(field.value, next);
  if (start === end && inserted === '') return;
  const focused = document.activeElement;
  const caret = movedCaret(field.selectionEnd ?? field.value.length, start, end, inserted.length);
  typeInto(field, start, end, inserted);
  field.setSelectionRange(caret, caret);
  if (focused !== field && isField(focused)) focused.focus();
}

function isField(element: Element | null): element is Field {
  return element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement;
}
