import { Button } from '@navikt/ds-react/Button';
import { similarMessages } from '../../../shared/i18n/similar.ts';
import type { SimilarMatch } from '../../../shared/view/similar.ts';
import { useTranslate } from '../../state/i18n.ts';
import { excerpt } from '../../ui/excerpt.ts';
import { Keys } from '../../ui/keys.tsx';
import { SectionHeading } from '../../ui/page-heading.tsx';
import { Row, RowList } from '../../ui/row-list.tsx';

/** What was heard before that means the same, each with the key that says "heard it too". */
export function SimilarList({
  matches,
  onSame,
  empty,
}: {
  readonly matches: readonly SimilarMatch[];
  readonly onSame: (match: SimilarMatch) => void;
  /** What to say where there is none. */
  readonly empty: string;
}) {
  const t = useTranslate(similarMessages);
  return (
    <>
      <SectionHeading
        action={
          matches.length > 0 && (
            <span className="quiet small similar__keys" aria-hidden>
              {t('choose')} <Keys keys={['↓', '↑']} />
            </span>
          )
        }
      >
        {t('heading')}
      </SectionHeading>
      {matches.length === 0 ? (
        <p className="quiet similar__empty">{empty}</p>
      ) : (
        <RowList label={t('heading')}>
          {matches.map((match) => (
            <Row key={`${match.target.kind} ${match.target.id}`} className="similar">
              <div>
                <p className="similar__words">
                  {match.target.kind === 'theme' ? t('theme', { name: match.text }) : match.text}
                </p>
                <p className="quiet small">{t('heard', { count: match.heard })}</p>
              </div>
              <Button
                size="small"
                variant="tertiary"
                data-similar-choice
                aria-label={t('sameNamed', { text: excerpt(match.text, 80) })}
                onClick={() => onSame(match)}
              >
                {t('plusOne')}
              </Button>
            </Row>
          ))}
        </RowList>
      )}
    </>
  );
}
