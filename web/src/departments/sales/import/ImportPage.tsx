// The import of sales: what was loaded so far, and the steps that load another file.
import { Button, Skeleton } from 'antd';
import { CloudUploadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { may, useMe } from '../../../api/session';
import { useChange, useSearchState } from '../../../frame/address';
import { Page } from '../../../frame/Page';
import { metaQ } from '../../../record/queries';
import { Loads } from './Loads';
import { useWizard } from './useWizard';
import { Wizard } from './Wizard';
import { useWords } from './words';
import '../../../measure/measure.css';
import '../sales.css';
import './import.css';

export default function ImportPage() {
  const t = useWords();
  const me = useMe();
  const change = useChange();
  const { step } = useSearchState();
  const loads = may(me, 'batch', 'load');
  const working = loads && step === 'new';
  const wizard = useWizard(t, { person: me.id, on: working, site: me.sites.length === 1 ? me.sites[0]?.code : undefined });
  const { data: schema } = useQuery(metaQ('batch'));
  const start = () => {
    wizard.cancel();
    change({ step: 'new', open: undefined }, true);
  };
  const button = working ? (
    <Button onClick={() => change({ step: undefined }, true)}>{t('loads')}</Button>
  ) : loads ? (
    <Button type="primary" icon={<CloudUploadOutlined aria-hidden />} onClick={start}>
      {t('start')}
    </Button>
  ) : null;
  return (
    <Page title={t('title')} remark={t('hint')} actions={button}>
      {working ? (
        <Wizard wizard={wizard} />
      ) : schema ? (
        <Loads schema={schema} start={start} />
      ) : (
        <div className="panel pad">
          <Skeleton active />
        </div>
      )}
    </Page>
  );
}
