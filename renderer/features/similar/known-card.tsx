import { ChatIcon, PlusIcon } from '@navikt/aksel-icons';
import { Button } from '@navikt/ds-react/Button';
import { similarMessages } from '../../../shared/i18n/similar.ts';
import type { SimilarMatch } from '../../../shared/view/similar.ts';
import { useLanguage, useTranslate } from '../../state/i18n.ts';
import { formatDay } from '../../ui/format-time.ts';
import { Keys } from '../../ui/keys.tsx';

/** What to tell the citizen now, and who is at it: the one framed surface of Log. */
export function KnownCard({
  match,
  onSame,
}: {
  readonly match: SimilarMatch;
  readonly onSame: (match: SimilarMatch) => void;
}) {
  const t = useTranslate(similarMessages);
  const language = useLanguage();
  const { theme } = match;
  if (theme === null || theme.workaround === null) return null;
  const date =
    theme.releaseDate === null ? '' : formatDay(theme.releaseDate, { language, now: Date.now() });
  const standing =
    theme.owner === null && theme.status !== 'declined'
      ? t('status_new')
      : t(`status_${theme.status}`, { owner: theme.owner ?? '', date });
  return (
    <section className="known-card" aria-labelledby="known-card-title">
      <div className="known-card__head">
        <ChatIcon aria-hidden fontSize="1.5rem" />
        <h2 id="known-card-title">{t('known')}</h2>
      </div>
      <div className="known-card__body">
        <p className="known-card__words">{theme.workaround}</p>
        <p className="quiet small">{standing}</p>
        <Button
          size="small"
          variant="secondary"
          icon={<PlusIcon aria-hidden />}
          aria-label={t('sameNamed', { text: theme.name })}
          data-similar-choice
          onClick={() => onSame(match)}
        >
          {t('same')}
          <Keys keys={['↓', 'Enter']} />
        </Button>
      </div>
    </section>
  );
}
