import { shellMessages } from '../../../shared/i18n/shell.ts';
import { useTranslate } from '../../state/i18n.ts';
import { PageHeading } from '../../ui/page-heading.tsx';

export function MinePage() {
  const t = useTranslate(shellMessages);
  return (
    <div className="page">
      <PageHeading>{t('mine')}</PageHeading>
    </div>
  );
}
