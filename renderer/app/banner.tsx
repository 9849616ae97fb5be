import { ExclamationmarkTriangleIcon, InformationSquareIcon } from '@navikt/aksel-icons';
import { shellMessages } from '../../shared/i18n/shell.ts';
import { useErrorText, useTranslate } from '../state/i18n.ts';
import { useSession } from '../state/session.ts';

/** What holds for the whole app: that this is the demo, where the key lies, and what the app can't do just now. */
export function Banner() {
  const t = useTranslate(shellMessages);
  const words = useErrorText();
  const { demo, keyHeldBy, problems } = useSession();
  const demoWords = [
    demo ? t('demoBanner') : null,
    keyHeldBy === 'file' ? t('keyFileBanner') : null,
  ].filter((text) => text !== null);
  if (demoWords.length === 0 && problems.length === 0) return null;
  return (
    <section className="banners" aria-label="Lytt">
      {problems.map(({ code }) => (
        <p key={code} className="banner banner--problem" role="alert">
          <ExclamationmarkTriangleIcon aria-hidden fontSize="1.25rem" />
          {words(code)}
        </p>
      ))}
      {demoWords.length > 0 && (
        <p className="banner">
          <InformationSquareIcon aria-hidden fontSize="1.25rem" />
          {demoWords.join(' ')}
        </p>
      )}
    </section>
  );
}
