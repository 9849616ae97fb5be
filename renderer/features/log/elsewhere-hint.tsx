import { InformationSquareIcon } from '@navikt/aksel-icons';
import { Button } from '@navikt/ds-react/Button';
import { useEffect, useState } from 'react';
import { elsewhereMessages } from '../../../shared/i18n/elsewhere.ts';
import { belongsElsewhere, type ElsewhereKind } from '../../../shared/text/belongs-elsewhere.ts';
import { useTranslate } from '../../state/i18n.ts';
import { say } from '../../state/notices.ts';
import { Said } from '../../ui/said.tsx';
import { dropLog, keepElsewhere, putBack, useLogStore } from './log-store.ts';

/** Without a key for this long, the text is read. */
const PAUSE_MS = 300;
const none: readonly ElsewhereKind[] = [];

/**
 * Where the matter of a note must be taken as well, for what has a duty or a deadline of its own. It holds nothing back: the note
 * can be saved as ever, kept without the hint, or dropped.
 */
export function ElsewhereHint({ onDone }: { readonly onDone: () => void }) {
  const t = useTranslate(elsewhereMessages);
  const words = useLogStore(({ text, workaround }) => `${text}\n${workaround ?? ''}`);
  const settled = useLogStore((state) => state.elsewhereKept);
  const [found, setFound] = useState(none);
  useEffect(() => {
    if (words.trim() === '') {
      setFound(none);
      return;
    }
    const timer = setTimeout(() => setFound(belongsElsewhere(words)), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [words]);
  const [kind] = found.filter((one) => !settled.has(one));

  const keep = () => {
    keepElsewhere(found);
    onDone();
  };
  const drop = () => {
    const dropped = dropLog();
    say(t('dropped'), async () => putBack(dropped));
    onDone();
  };
  const told = kind === undefined ? '' : `${t(kind)} ${t(`${kind}Do`)} ${t('notHere')}`;
  return (
    <>
      {kind !== undefined && (
        <section className="elsewhere" aria-labelledby="elsewhere-title">
          <h2 id="elsewhere-title" className="elsewhere__title">
            <InformationSquareIcon aria-hidden fontSize="1.5rem" />
            {t(kind)}
          </h2>
          <p>
            {t(`${kind}Do`)} {t('notHere')}
          </p>
          <div className="elsewhere__actions">
            <Button size="small" variant="secondary" onClick={keep}>
              {t('keep')}
            </Button>
            <Button size="small" variant="tertiary" onClick={drop}>
              {t('drop')}
            </Button>
          </div>
        </section>
      )}
      <Said text={told} delayMs={1000} />
    </>
  );
}
