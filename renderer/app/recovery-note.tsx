import { ExclamationmarkTriangleIcon } from '@navikt/aksel-icons';
import { Button } from '@navikt/ds-react/Button';
import { recoveryMessages } from '../../shared/i18n/recovery.ts';
import { call } from '../bridge.ts';
import { useErrorText, useLanguage, useTranslate } from '../state/i18n.ts';
import { say } from '../state/notices.ts';
import { useCall } from '../state/use-call.ts';
import { formatTime } from '../ui/format-time.ts';
import { recoveryWords } from './recovery-words.ts';

/** After her file was damaged: in numbers what came back and what did not, until she has read it. */
export function RecoveryNote() {
  const t = useTranslate(recoveryMessages);
  const words = useErrorText();
  const language = useLanguage();
  const { data } = useCall('recovery.get', {}, ['session', 'observations', 'sync']);
  const recovery = data?.recovery ?? null;
  if (recovery === null) return null;
  const time = (instant: string) => formatTime(instant, { language, now: Date.now() });

  const dismiss = async () => {
    try {
      await call('recovery.dismiss', {});
    } catch (error) {
      say(words(error));
    }
  };

  return (
    <section className="banner banner--recovery" aria-label={t('label')} aria-live="polite">
      <ExclamationmarkTriangleIcon aria-hidden fontSize="1.25rem" />
      <div>
        <p>
          <strong>{t('title', { when: time(recovery.at) })}</strong>
        </p>
        <ul>
          {recoveryWords(recovery, t, time).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <p>{t('kept', { folder: recovery.keptIn })}</p>
        <Button
          variant="secondary"
          data-color="neutral"
          size="small"
          onClick={() => void dismiss()}
        >
          {t('read')}
        </Button>
      </div>
    </section>
  );
}
