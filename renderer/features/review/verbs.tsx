import { ArrowUndoIcon, CheckmarkIcon } from '@navikt/aksel-icons';
import { Button, type ButtonProps } from '@navikt/ds-react/Button';
import { reviewMessages } from '../../../shared/i18n/review.ts';
import { useTranslate } from '../../state/i18n.ts';
import { SingleKey, useSingleKey } from '../../ui/single-key.tsx';
import type { LastLine } from './review-store.ts';

/** A button with the letter that presses it. */
export function Verb({
  letter,
  children,
  ...rest
}: ButtonProps & { readonly letter: string; readonly children: string }) {
  const shortcut = useSingleKey(letter);
  return (
    <Button size="small" aria-keyshortcuts={shortcut} {...rest}>
      {children}
      <SingleKey>{letter}</SingleKey>
    </Button>
  );
}

/** What may be done with the open item. Opening a panel puts that panel in this place. */
export function Verbs({
  onApprove,
  onAsk,
  onRetag,
  onMerge,
  onDecline,
}: {
  readonly onApprove: () => void;
  readonly onAsk: () => void;
  readonly onRetag: () => void;
  readonly onMerge: () => void;
  readonly onDecline: () => void;
}) {
  const t = useTranslate(reviewMessages);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; these are buttons.
    <div className="verbs" role="group" aria-label={t('verbs')}>
      <Verb letter="G" data-verb="approve" onClick={onApprove}>
        {t('approve')}
      </Verb>
      <Verb letter="S" data-verb="ask" variant="secondary" onClick={onAsk}>
        {t('ask')}
      </Verb>
      <Verb letter="M" data-verb="retag" variant="secondary" onClick={onRetag}>
        {t('retag')}
      </Verb>
      <Verb letter="F" data-verb="merge" variant="secondary" onClick={onMerge}>
        {t('merge')}
      </Verb>
      <Verb letter="I" data-verb="decline" variant="tertiary" onClick={onDecline}>
        {t('decline')}
      </Verb>
    </div>
  );
}

/** What was just done, above the verbs, and the way back. */
export function LastDone({
  line,
  mayUndo,
  onUndo,
}: {
  readonly line: LastLine | null;
  readonly mayUndo: boolean;
  readonly onUndo: () => void;
}) {
  const t = useTranslate(reviewMessages);
  if (line === null) return null;
  return (
    <div className="last-done">
      <CheckmarkIcon aria-hidden fontSize="1.25rem" />
      <span className="last-done__text">{t(`done_${line.kind}`, { text: line.text })}</span>
      {mayUndo && (
        <Verb letter="Z" variant="tertiary" icon={<ArrowUndoIcon aria-hidden />} onClick={onUndo}>
          {t('undo')}
        </Verb>
      )}
    </div>
  );
}
