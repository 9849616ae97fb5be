import { Button } from '@navikt/ds-react/Button';
import { Link } from '@navikt/ds-react/Link';
import { useState } from 'react';
import { shellMessages } from '../../shared/i18n/shell.ts';
import { call } from '../bridge.ts';
import { useTranslate } from '../state/i18n.ts';
import { useSession } from '../state/session.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import './shell.css';

/** Nobody is signed in: one button, and the address where the login is if it could not be opened. */
export function SignIn() {
  const t = useTranslate(shellMessages);
  const { demoPeople } = useSession();
  const [url, setUrl] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);

  const attempt = async (work: () => Promise<void>) => {
    setError(null);
    try {
      await work();
    } catch (fault) {
      setError(fault);
    }
  };
  const signIn = () =>
    attempt(async () => {
      const answer = await call('session.signIn', {});
      setUrl(answer.url);
      if (answer.url !== null) window.open(answer.url, '_blank', 'noopener');
    });

  return (
    <main className="page page--reading sign-in">
      <PageHeading>{t('signInTitle')}</PageHeading>
      <p>{t('signInHelp')}</p>
      <Button onClick={() => void signIn()}>{t('signIn')}</Button>
      {url !== null && (
        <p>
          {t('signInOpenHelp')}{' '}
          <Link href={url} target="_blank" rel="noopener">
            {t('signInOpen')}
          </Link>
        </p>
      )}
      {demoPeople.length > 0 && (
        <>
          <h2 className="sign-in__demo">{t('switchTo')}</h2>
          <ul className="sign-in__people">
            {demoPeople.map(({ id, name }) => (
              <li key={id}>
                <Button
                  variant="tertiary"
                  size="small"
                  onClick={() =>
                    void attempt(async () => {
                      await call('session.switchTo', { personId: id });
                    })
                  }
                >
                  {name}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      <ErrorNote error={error} />
    </main>
  );
}
