import { Button } from '@navikt/ds-react/Button';
import { useRef, useState } from 'react';
import type { Proposal } from '../../../shared/domain/proposal.ts';
import { tagLabel } from '../../../shared/domain/taxonomy/labels.ts';
import { NOTE_LIMIT } from '../../../shared/domain/text.ts';
import type { Theme } from '../../../shared/domain/theme.ts';
import { proposalMessages } from '../../../shared/i18n/proposals.ts';
import { call } from '../../bridge.ts';
import { useLanguage, useTranslate } from '../../state/i18n.ts';
import { say } from '../../state/notices.ts';
import { useCall } from '../../state/use-call.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { excerpt } from '../../ui/excerpt.ts';
import { Row, RowList } from '../../ui/row-list.tsx';
import { useAsking } from '../gate/use-asking.tsx';
import { useTrimmedSaid } from '../gate/use-gate.ts';
import { WordsField } from '../gate/words-field.tsx';
import { NewThemeForm } from './new-theme-form.tsx';
import { PanelForm } from './panel-form.tsx';
import { SignalLine } from './signal-line.tsx';
import { useAttempt } from './use-attempt.ts';

/** Quotes shown of each; the rest are read once it is a theme. */
const QUOTES = 3;

/** What may become a theme. Nothing here without somebody who says so. */
export function Proposals() {
  const t = useTranslate(proposalMessages);
  const { data, error, reload } = useCall('proposal.list', {}, ['themes']);
  const themes = useCall('theme.list', { query: null }, ['themes']).data?.themes ?? [];
  if (data === undefined) return <ErrorNote error={error} onRetry={reload} />;
  if (data.proposals.length === 0) return null;
  return (
    <section className="proposals" aria-labelledby="proposals-title">
      <h2 id="proposals-title">{t('heading')}</h2>
      <p className="quiet">{t('hint')}</p>
      <RowList label={t('heading')}>
        {data.proposals.map((proposal) => (
          <Row key={proposal.id} className="proposal">
            <ProposalRow
              proposal={proposal}
              theme={themes.find(({ id }) => id === proposal.themeId) ?? null}
            />
          </Row>
        ))}
      </RowList>
    </section>
  );
}

function ProposalRow({
  proposal,
  theme,
}: {
  readonly proposal: Proposal;
  /** The theme there is, where it would be more of one. */
  readonly theme: Theme | null;
}) {
  const t = useTranslate(proposalMessages);
  const language = useLanguage();
  const [panel, setPanel] = useState<'none' | 'name' | 'dismiss'>('none');
  const { busy, error, run } = useAttempt();
  const { id: proposalId, tema, step, terms, quotes, count, units, signal } = proposal;
  const named = terms.slice(0, 3).join(', ');
  const facts = [
    tema === null ? '' : tagLabel('tema', tema, language),
    step === null ? '' : tagLabel('step', step, language),
    t('heard', { count }),
    typeof units === 'number' ? t('units', { count: units }) : t('unitsFew'),
  ].filter((fact) => fact !== '');
  const close = () => setPanel('none');

  return (
    <>
      <h3>{theme === null ? named : t('more', { name: theme.name })}</h3>
      <p className="quiet small">{facts.join(' · ')}</p>
      {signal !== null && <SignalLine signal={signal} />}
      <ul className="proposal__quotes">
        {quotes.slice(0, QUOTES).map(({ id, text }) => (
          <li key={id}>{t('quoted', { text: excerpt(text, 160) })}</li>
        ))}
      </ul>
      <ErrorNote error={error} />
      {panel === 'none' && (
        <div className="proposal__verbs">
          {theme === null ? (
            <Button
              size="small"
              variant="secondary"
              aria-label={t('makeNamed', { terms: named })}
              onClick={() => setPanel('name')}
            >
              {t('make')}
            </Button>
          ) : (
            <Button
              size="small"
              variant="secondary"
              loading={busy}
              aria-label={t('placeNamed', { name: theme.name })}
              onClick={() =>
                run(async () => {
                  await call('proposal.place', { proposalId, themeId: theme.id });
                  say(t('placed', { name: theme.name }));
                })
              }
            >
              {t('place')}
            </Button>
          )}
          <Button
            size="small"
            variant="tertiary"
            aria-label={t('dismissNamed', { terms: named })}
            onClick={() => setPanel('dismiss')}
          >
            {t('dismiss')}
          </Button>
        </div>
      )}
      {panel === 'name' && (
        <NewThemeForm
          count={count}
          suggested={{ tema, step }}
          create={(made) => call('proposal.confirm', { proposalId, ...made })}
          onDone={close}
          onCancel={close}
        />
      )}
      {panel === 'dismiss' && <DismissForm proposalId={proposalId} onClose={close} />}
    </>
  );
}

function DismissForm({
  proposalId,
  onClose,
}: {
  readonly proposalId: string;
  readonly onClose: () => void;
}) {
  const t = useTranslate(proposalMessages);
  const id = `dismiss-${proposalId}`;
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, error, run } = useAttempt();
  const field = useRef<HTMLTextAreaElement>(null);
  const asking = useAsking(id, { reason }, { reason: field });
  const onTrimmed = useTrimmedSaid();
  const submit = () => {
    setTried(true);
    if (reason.trim() === '') return;
    run(async () => {
      const acknowledged = await asking.pass();
      if (acknowledged === null) return;
      await call('proposal.dismiss', { proposalId, reason, acknowledged });
      say(t('dismissed'));
      onClose();
    });
  };
  return (
    <PanelForm
      label={t('dismiss')}
      submit={t('dismiss')}
      cancel={t('cancel')}
      busy={busy}
      error={error}
      onSubmit={submit}
      onCancel={onClose}
    >
      <WordsField
        ref={field}
        id={id}
        label={t('reason')}
        value={reason}
        onChange={setReason}
        findings={asking.gate.verdict.marked.reason}
        messageId={asking.messageId}
        limit={NOTE_LIMIT}
        lines={2}
        required
        error={tried && reason.trim() === '' ? t('reasonEmpty') : undefined}
        onTrimmed={onTrimmed}
      />
      {asking.message}
    </PanelForm>
  );
}
