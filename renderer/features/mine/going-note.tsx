import { ArrowUndoIcon } from '@navikt/aksel-icons';
import { Button } from '@navikt/ds-react/Button';
import { useEffect, useRef } from 'react';
import { mineMessages } from '../../../shared/i18n/mine.ts';
import { useTranslate } from '../../state/i18n.ts';
import { takeBack } from '../../state/later.ts';

/** Says that a row is about to go, with the way back in focus. */
export function GoingNote({
  laterKey,
  words,
}: {
  readonly laterKey: string;
  readonly words: string;
}) {
  const t = useTranslate(mineMessages);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <div className="mine-row__going">
      <span role="status">{words}</span>
      <Button
        ref={button}
        size="small"
        variant="secondary"
        icon={<ArrowUndoIcon aria-hidden />}
        onClick={() => takeBack(laterKey)}
      >
        {t('undo')}
      </Button>
    </div>
  );
}
