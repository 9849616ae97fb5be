import { Button } from '@navikt/ds-react/Button';
import { LocalAlert } from '@navikt/ds-react/LocalAlert';
import { shellMessages } from '../../shared/i18n/shell.ts';
import { useErrorText, useTranslate } from '../state/i18n.ts';

/** Says what went wrong and what to do about it; read out at once. Shows nothing without an error. */
export function ErrorNote({
  error,
  onRetry,
}: {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
}) {
  const words = useErrorText();
  const t = useTranslate(shellMessages);
  if (error === undefined || error === null) return null;
  return (
    <LocalAlert status="error" size="small" className="error-note">
      <LocalAlert.Content>
        <p>{words(error)}</p>
        {onRetry && (
          <Button variant="secondary" size="xsmall" onClick={onRetry}>
            {t('tryAgain')}
          </Button>
        )}
      </LocalAlert.Content>
    </LocalAlert>
  );
}
