import { XMarkIcon } from '@navikt/aksel-icons';
import { Button } from '@navikt/ds-react/Button';
import { Checkbox } from '@navikt/ds-react/Checkbox';
import type { ErrorCode } from '../../../shared/domain/errors.ts';
import { reviewMessages } from '../../../shared/i18n/review.ts';
import { useErrorText, useTranslate } from '../../state/i18n.ts';
import type { BulkResult } from './bulk.ts';

/** Reasons short enough to stand behind the words they are about; others say their whole sentence. */
const shortReasons = {
  'review.temaMissing': 'why_temaMissing',
  'review.unconfirmed': 'why_unconfirmed',
  'observation.withdrawn': 'why_withdrawn',
  'observation.decided': 'why_decided',
  'revision.unknown': 'why_revision',
  'text.identifies': 'why_identifies',
  'unit.notYours': 'why_forbidden',
  'session.forbidden': 'why_forbidden',
} as const satisfies Partial<Record<ErrorCode, string>>;

/** Most of the refused that are named; the rest are counted. They all stay selected in the queue. */
const NAMED = 5;

/** Choosing all or none, and approving what is chosen. */
export function BulkBar({
  chosen,
  total,
  loading,
  busy,
  onAll,
  onNone,
  onApprove,
}: {
  readonly chosen: number;
  readonly total: number;
  /** All were asked for and are on their way. */
  readonly loading: boolean;
  readonly busy: boolean;
  readonly onAll: () => void;
  readonly onNone: () => void;
  readonly onApprove: () => void;
}) {
  const t = useTranslate(reviewMessages);
  const all = chosen > 0 && chosen >= total;
  return (
    <div className="bulk">
      <Checkbox
        size="small"
        checked={all || loading}
        indeterminate={chosen > 0 && !all && !loading}
        onChange={all ? onNone : onAll}
      >
        {t('selectAll')}
      </Checkbox>
      {(chosen > 0 || loading) && (
        <Button size="small" variant="secondary" loading={loading || busy} onClick={onApprove}>
          {t('approveSelected', { count: chosen })}
        </Button>
      )}
    </div>
  );
}

/** How many were approved, and which were not and why. */
export function BulkOutcome({
  result,
  onOpen,
  onClose,
}: {
  readonly result: BulkResult | null;
  readonly onOpen: (id: string) => void;
  readonly onClose: () => void;
}) {
  const t = useTranslate(reviewMessages);
  const words = useErrorText();
  const why = (code: ErrorCode) => {
    const short: Partial<Record<ErrorCode, (typeof shortReasons)[keyof typeof shortReasons]>> =
      shortReasons;
    const key = short[code];
    return key === undefined ? words(code) : t(key);
  };
  const refused = result?.refused ?? [];
  return (
    <div className="bulk-outcome" data-shown={result !== null}>
      {/* Stands there before it has anything to say, so that it is read out. */}
      <div role="status">
        {result !== null && result.approved > 0 && (
          <p>{t('approvedMany', { count: result.approved })}</p>
        )}
        {refused.length > 0 && <p>{t('refusedMany', { count: refused.length })}</p>}
      </div>
      {refused.length > 0 && (
        <ul>
          {refused.slice(0, NAMED).map(({ id, code, text }) => (
            <li key={id}>
              <button type="button" className="aksel-link" onClick={() => onOpen(id)}>
                {t('quoted', { text })}
              </button>
              <span className="quiet"> {why(code)}</span>
            </li>
          ))}
          {refused.length > NAMED && (
            <li className="quiet">{t('refusedMore', { count: refused.length - NAMED })}</li>
          )}
        </ul>
      )}
      {result !== null && (
        <Button
          className="bulk-outcome__close"
          size="xsmall"
          variant="tertiary"
          data-color="neutral"
          icon={<XMarkIcon title={t('closeResult')} />}
          onClick={onClose}
        />
      )}
    </div>
  );
}
