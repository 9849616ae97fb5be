import { shellMessages } from '../../../shared/i18n/shell.ts';
import { useTranslate } from '../../state/i18n.ts';
import { PageHeading } from '../../ui/page-heading.tsx';

export function SyncPage() {
  const t = useTranslate(shellMessages);
  return (
    <div className="page">
      <PageHeading>{t('sync')}</PageHeading>
    </div>
  );
}
