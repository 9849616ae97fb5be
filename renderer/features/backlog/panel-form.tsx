import { Button } from '@navikt/ds-react/Button';
import { type ReactNode, useEffect, useRef } from 'react';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Keys } from '../../ui/keys.tsx';

/** A small form that opens in place: focus goes to its first field, Escape leaves it, what failed stands by the buttons. */
export function PanelForm({
  label,
  submit,
  cancel,
  busy,
  error,
  onSubmit,
  onCancel,
  children,
}: {
  readonly label: string;
  readonly submit: string;
  readonly cancel: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSubmit: () => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current
      ?.querySelector<HTMLElement>('input:not([type="hidden"]), textarea, select')
      ?.focus();
  }, []);
  const submitted = () => {
    onSubmit();
    // What is wrong is said at its field, which may be out of sight.
    requestAnimationFrame(() =>
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
    );
  };
  return (
    <form
      ref={form}
      className="panel-form"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        submitted();
      }}
      // Before the fields see them: a list with choices would keep these two for itself.
      onKeyDownCapture={(event) => {
        const saves = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
        const leaves =
          event.key === 'Escape' && !form.current?.querySelector('[aria-expanded="true"]');
        if (!saves && !leaves) return;
        event.preventDefault();
        event.stopPropagation();
        if (saves) submitted();
        else onCancel();
      }}
    >
      {children}
      <ErrorNote error={error} />
      <div className="panel-form__verbs">
        <Button size="small" type="submit" loading={busy} aria-keyshortcuts="Control+Enter">
          {submit}
          <Keys keys={['Ctrl', 'Enter']} />
        </Button>
        <Button
          size="small"
          type="button"
          variant="tertiary"
          aria-keyshortcuts="Escape"
          onClick={onCancel}
        >
          {cancel}
          <Keys keys={['Esc']} />
        </Button>
      </div>
    </form>
  );
}
