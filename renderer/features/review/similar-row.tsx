import { latestRevision } from '../../../shared/domain/observation.ts';
import { reviewMessages } from '../../../shared/i18n/review.ts';
import type { ReviewItem } from '../../../shared/view/entry.ts';
import { useTranslate } from '../../state/i18n.ts';
import { themePath } from '../../state/route.ts';
import { RouteLink } from '../../ui/route-link.tsx';
import { useSimilar } from '../similar/use-similar.ts';
import { tagsOf } from './review-view.ts';

/** Shown beside the text; the rest is offered where one merges. */
const SHOWN = 2;

/** What was heard before that means the same, so that it is seen before it is decided. Nothing where there is none. */
export function SimilarRow({ item }: { readonly item: ReviewItem }) {
  const t = useTranslate(reviewMessages);
  const { text } = latestRevision(item.observation);
  const matches = useSimilar(text, tagsOf(item), item.observation.id);
  if (matches.length === 0) return null;
  return (
    <div className="facts__row">
      <h2>{t('similar')}</h2>
      <ul className="similar-row">
        {matches.slice(0, SHOWN).map(({ target, text: words, heard, theme }) => (
          <li key={`${target.kind} ${target.id}`}>
            <p className="similar-row__words">{words}</p>
            <p className="similar-row__words quiet small">
              {t('heard', { count: heard })}
              {theme !== null && (
                <>
                  {' · '}
                  <RouteLink to={themePath(theme.id)} className="aksel-link">
                    {t('inTheme', { name: theme.name })}
                  </RouteLink>
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}
