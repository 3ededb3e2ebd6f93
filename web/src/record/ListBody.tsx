// The rows themselves: a table on a desk, cards on a phone; grey shapes while loading, and help where there is nothing.
import { Button, Empty, Result, Skeleton, Space } from 'antd';
import { PlusOutlined } from '@ant-design/icons';
import { sentence } from '../api/problem';
import { may } from '../api/session';
import type { Row, Verb } from '../api/wire';
import { specialOf } from '../frame/door';
import { usePrefs } from '../frame/prefs';
import { typeActs } from './acts';
import { explained, metaOf, nameOf, oneOf, spoken } from './compile';
import { DownloadButton } from './DownloadButton';
import { ListCards } from './ListCards';
import { ListTable } from './ListTable';
import { withFilters } from './state';
import type { ListModel } from './useList';
import { useWords } from './words';

export type BodyProps = {
  list: ListModel;
  wide: boolean;
  picked: Row[];
  pick: (rows: Row[]) => void;
  start: (verb: Verb, row?: Row) => void;
  creates: boolean;
};

export function ListBody(props: BodyProps) {
  const t = useWords();
  const { list, wide } = props;
  const { data, error } = list.rows;
  if (error && !data)
    return (
      <Result
        status="warning"
        title={t('loadFailed')}
        subTitle={sentence(error, t.lang)}
        extra={
          <Button type="primary" onClick={() => void list.rows.refetch()}>
            {t('retry')}
          </Button>
        }
      />
    );
  if (!data) return <Loading rows={Math.min(list.state.size, 14)} />;
  if (!data.items.length) return <Nothing list={list} creates={props.creates} start={props.start} />;
  return wide ? <ListTable {...props} /> : <ListCards {...props} />;
}

const HEIGHTS = { large: 55, middle: 41, small: 33 };
/** As many grey lines as rows will come, of the same height, so that nothing jumps. */
function Loading({ rows }: { rows: number }) {
  const t = useWords();
  const { prefs } = usePrefs();
  return (
    <div className="loading" aria-busy="true" aria-label={t('loading')}>
      {Array.from({ length: rows + 1 }, (_, i) => (
        <div key={i} className="loading-row" style={{ height: HEIGHTS[prefs.density] }}>
          {[18, 90, 180, 80, 80, 120, 100].map((width, k) => (
            <Skeleton.Button key={k} active size="small" style={{ width, minWidth: 0, height: 14 }} />
          ))}
        </div>
      ))}
    </div>
  );
}

function Nothing({ list, creates, start }: Pick<BodyProps, 'list' | 'creates' | 'start'>) {
  const t = useWords();
  const r = spoken(nameOf(list.schema, t.lang));
  const narrowed = !!list.state.q || Object.keys(list.state.filters).length > 0 || !!list.state.view || !!list.search.site;
  const clear = () => list.ask({ ...withFilters(list.search, {}), q: undefined, view: undefined, site: '' });
  // A record that comes about by a verb starts with that verb; one that asks for nothing only acts on the rows there are.
  const verb = creates ? undefined : typeActs(list.me, list.type, list.schema).find((v) => v.request);
  const { madeBy } = specialOf(list.type);
  const told = !creates && !verb && madeBy;
  const about = told ? undefined : explained(list.schema, t.lang);
  const imports = may(list.me, list.type, 'import') && !metaOf(list.schema).kept_by_house;
  if (narrowed)
    return (
      <div className="nothing">
        <Empty
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description={
            <>
              <b>{t('noneFound', { r })}</b>
              <p>{t('noneFoundHint')}</p>
            </>
          }>
          <Button onClick={clear}>{t('clearFilters')}</Button>
        </Empty>
      </div>
    );
  return (
    <div className="nothing">
      <Empty
        image={Empty.PRESENTED_IMAGE_SIMPLE}
        description={
          <>
            <b>{t('noneYet', { r })}</b>
            {about ? <p>{about}</p> : null}
            <p>{told ? t.of(told) : creates ? t('noneYetCreate') : verb ? t('noneYetVerb', { v: t.of(verb) }) : t('noneYetRead')}</p>
          </>
        }>
        <Space>
          {creates ? (
            <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => list.open({ form: 'new' })}>
              {t('newOf', { r: oneOf(list.schema, t.lang) })}
            </Button>
          ) : null}
          {verb ? (
            <Button type="primary" onClick={() => start(verb)}>
              {t.of(verb)}
            </Button>
          ) : null}
          {imports ? (
            <DownloadButton path={`/records/${list.type}/template.xlsx`} name={`${nameOf(list.schema, t.lang)}.xlsx`}>
              {t('template')}
            </DownloadButton>
          ) : null}
        </Space>
      </Empty>
    </div>
  );
}
