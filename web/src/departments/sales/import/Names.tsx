// The unknown names of one kind, the most frequent first: searched and turned page by page where there are many.
import { useState, type ReactNode } from 'react';
import { Input, Pagination } from 'antd';
import { ScrollBox } from '../../../measure/ScrollBox';
import { thousands } from '../../../record/format';
import type { Unknown } from './wire';
import { useWords } from './words';

const PAGE = 50;

type Props = { label: string; names: Unknown[]; children: (name: Unknown) => ReactNode };

export function Names({ label, names, children }: Props) {
  const t = useWords();
  const [words, setWords] = useState('');
  const [page, setPage] = useState(1);
  const sought = words.trim().toLowerCase();
  const found = names.filter((name) => name.value.toLowerCase().includes(sought));
  // Fewer names may come with another reading of the file.
  const at = Math.min(page, Math.ceil(found.length / PAGE) || 1);
  const search = (typed: string) => {
    setWords(typed);
    setPage(1);
  };
  return (
    <>
      {names.length > PAGE ? (
        <div className="load-tools load-find">
          <Input.Search aria-label={t('searchNames', { d: label })} placeholder={t('searchNames', { d: label })} allowClear onChange={(e) => search(e.target.value)} />
        </div>
      ) : null}
      <ScrollBox className="load-names" label={label}>
        <table className="mini">
          <thead>
            <tr>
              <th scope="col">{t('inFile')}</th>
              <th scope="col" className="num">
                {t('times')}
              </th>
              <th scope="col">{t('fate')}</th>
            </tr>
          </thead>
          <tbody>
            {found.slice((at - 1) * PAGE, at * PAGE).map((name) => (
              <tr key={name.value}>
                <th scope="row">{name.value}</th>
                <td className="num">{name.rows ? thousands(String(name.rows)) : '—'}</td>
                <td>{children(name)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {found.length ? null : <p className="muted small">{t('noNames')}</p>}
      </ScrollBox>
      {found.length > PAGE ? (
        <div className="load-pages">
          <Pagination size="small" pageSize={PAGE} showSizeChanger={false} current={at} total={found.length} onChange={setPage} />
        </div>
      ) : null}
    </>
  );
}
