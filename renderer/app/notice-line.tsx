import { ArrowUndoIcon, CheckmarkIcon, XMarkIcon } from '@navikt/aksel-icons';
import { Button } from '@navikt/ds-react/Button';
import { useEffect } from 'react';
import { shellMessages } from '../../shared/i18n/shell.ts';
import { useErrorText, useTranslate } from '../state/i18n.ts';
import { say, useNotices } from '../state/notices.ts';

/** A line without an undo leaves by itself; one with an undo stays until the next, or until it is closed. */
const SHOWN_MS = 8000;

/** What was just done, at the foot of the page, read out, with a way back where there is one. */
export function NoticeLine() {
  const t = useTranslate(shellMessages);
  const words = useErrorText();
  const { notice, clear } = useNotices();
  const id = notice?.id;
  const stays = notice?.undo !== null;
  useEffect(() => {
    if (id === undefined || stays) return;
    const timer = setTimeout(() => clear(id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [id, stays, clear]);

  const undo = async () => {
    const takeBack = notice?.undo;
    clear(id);
    try {
      await takeBack?.();
    } catch (error) {
      say(words(error));
    }
  };

  return (
    <div className="notice" data-shown={notice !== null}>
      <p role="status" className="notice__text">
        {notice !== null && (
          <>
            <CheckmarkIcon aria-hidden fontSize="1.25rem" />
            {notice.text}
          </>
        )}
      </p>
      {notice !== null && notice.undo !== null && (
        <Button
          variant="tertiary"
          size="small"
          icon={<ArrowUndoIcon aria-hidden />}
          onClick={() => void undo()}
        >
          {t('undo')}
        </Button>
      )}
      {notice !== null && (
        <Button
          variant="tertiary"
          data-color="neutral"
          size="small"
          icon={<XMarkIcon title={t('close')} />}
          onClick={() => clear()}
        />
      )}
    </div>
  );
}
