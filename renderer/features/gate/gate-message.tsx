import { ExclamationmarkTriangleFillIcon, QuestionmarkCircleIcon } from '@navikt/aksel-icons';
import { Button } from '@navikt/ds-react/Button';
import { gateMessages } from '../../../shared/i18n/gate.ts';
import { useTranslate } from '../../state/i18n.ts';
import { Keys } from '../../ui/keys.tsx';
import type { GateWords } from './gate-words.ts';
import './gate.css';

/** What the gate holds, in plain words, with the way out on the button. */
export function GateMessage({
  id,
  words,
  asked,
  onReplace,
  onKeep,
}: {
  readonly id: string;
  readonly words: GateWords;
  /** A save was held back to ask. */
  readonly asked: boolean;
  readonly onReplace: () => void;
  readonly onKeep: () => void;
}) {
  const t = useTranslate(gateMessages);
  const { severity, text, replace } = words;
  const Icon = severity === 'block' ? ExclamationmarkTriangleFillIcon : QuestionmarkCircleIcon;
  return (
    <div className="gate-message" data-severity={severity}>
      <p className="gate-message__text" id={id}>
        <Icon aria-hidden fontSize="1.25rem" />
        <span>{asked && severity === 'warn' ? `${text} ${t('askedSave')}` : text}</span>
      </p>
      <div className="gate-message__actions">
        <Button size="small" variant="secondary" aria-keyshortcuts="Alt+Enter" onClick={onReplace}>
          {replace}
          <Keys keys={['Alt', 'Enter']} />
        </Button>
        {severity === 'warn' && (
          <Button size="small" variant="tertiary" onClick={onKeep}>
            {t('keepOne')}
          </Button>
        )}
      </div>
    </div>
  );
}
