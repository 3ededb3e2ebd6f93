// What is wrong with the file, cell by cell, with a search and a list to take away.
import { useMemo, useState } from 'react';
import { Button, Input, Pagination, Select } from 'antd';
import { DownloadOutlined } from '@ant-design/icons';
import type { CellError } from '../../../api/wire';
import { ScrollBox } from '../../../measure/ScrollBox';
import { csv, narrowed } from './problems';
import { useWords } from './words';

const PAGE = 10;

function save(text: string, name: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

export function Problems({ errors, file }: { errors: CellError[]; file: string }) {
  const t = useWords();
  const [column, setColumn] = useState('');
  const [words, setWords] = useState('');
  const columns = useMemo(() => [...new Set(errors.map((e) => e.column).filter(Boolean))], [errors]);
  const shown = useMemo(() => narrowed(errors, column, words, t.lang), [errors, column, words, t.lang]);
  if (!errors.length) return null;
  const titles = [t('sheet'), t('row'), t('errorColumn'), t('value'), t('reason')];
  return (
    <section className="load-part" aria-label={t('errors')}>
      <h3 className="sec">{t('errors')}</h3>
      <p className="muted small load-lead">{t('errorsHint')}</p>
      <div className="load-tools">
        <Select
          aria-label={t('errorColumn')}
          value={column}
          onChange={setColumn}
          popupMatchSelectWidth={false}
          options={[{ value: '', label: t('allColumns') }, ...columns.map((value) => ({ value, label: value }))]}
        />
        <Input.Search
          aria-label={t('searchErrors')}
          placeholder={t('searchErrors')}
          allowClear
          onChange={(e) => setWords(e.target.value)}
        />
        <Button icon={<DownloadOutlined aria-hidden />} onClick={() => save(csv(errors, titles, t.lang), `${file}-${t('errors')}.csv`)}>
          {t('download')}
        </Button>
      </div>
      <Lines key={`${column}/${words}`} errors={shown} />
    </section>
  );
}

function Lines({ errors }: { errors: CellError[] }) {
  const t = useWords();
  const [page, setPage] = useState(1);
  return (
    <>
      <ScrollBox className="evidence-box" label={t('errors')}>
        <table className="evidence-table">
          <thead>
            <tr>
              {[t('row'), t('errorColumn'), t('value'), t('reason')].map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {errors.slice((page - 1) * PAGE, page * PAGE).map((e) => (
              <tr key={`${e.sheet}/${e.row}/${e.column}/${e.zh}`}>
                <td className="num">{e.row}</td>
                <td>{e.column}</td>
                <td>{e.value || <span className="muted">{t('emptied')}</span>}</td>
                <td className="warn">{e[t.lang]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {errors.length > PAGE ? (
        <div className="load-pages">
          <Pagination size="small" pageSize={PAGE} showSizeChanger={false} current={page} total={errors.length} onChange={setPage} />
        </div>
      ) : null}
    </>
  );
}
