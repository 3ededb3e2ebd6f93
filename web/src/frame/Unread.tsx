// The notices side of the bell: what this person has not read yet; opening one goes to what it speaks of.
import { Button, Empty } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { read, write } from '../api/client';
import type { List, Notice, Summary } from '../api/wire';
import { moment } from '../record/format';
import { To } from './address';
import { useWords } from './words';

const SHOWN = 8;
type Waiting = { items: Notice[]; count: number };

/** The newest unread notices, and how many there are. */
export const unreadQ = {
  queryKey: ['notices'],
  queryFn: async (): Promise<Waiting> => {
    const [list, summary] = await Promise.all([
      read<List>(`/records/notice?size=${SHOWN}&f.seen=false`),
      read<Summary>('/records/notice/summary?f.seen=false'),
    ]);
    return { items: list.items as Notice[], count: summary.total };
  },
};

/** Marks one notice as read, or all of them; whoever did so in another tab is no hindrance. */
export function useMarkRead() {
  const client = useQueryClient();
  const again = () => {
    void client.invalidateQueries({ queryKey: unreadQ.queryKey });
    void client.invalidateQueries({ queryKey: ['records', 'notice'] });
  };
  const { mutate } = useMutation({
    mutationFn: (notice?: Notice) => write('POST', `/records/notice/${notice ? `${notice.id}/do/mark_read` : 'do/mark_all_read'}`, { body: {} }),
    onSettled: again,
  });
  return mutate;
}

/** What a notice says, leading to what it speaks of. */
export function NoticeLink({ notice, done }: { notice: Notice; done?: () => void }) {
  const t = useWords();
  const mark = useMarkRead();
  const follow = () => {
    if (!notice.seen) mark(notice);
    done?.();
  };
  return (
    <To path={`/r/${notice.record}/${notice.row_id}`} onClick={follow}>
      {t.of(notice.title)}
    </To>
  );
}

export function Unread({ unread, close }: { unread: Waiting | undefined; close: () => void }) {
  const t = useWords();
  const mark = useMarkRead();
  const items = unread?.items ?? [];
  return (
    <>
      {items.length ? null : (
        <Empty
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description={
            <>
              {t('noticesNone')}
              <br />
              <span className="muted">{t('noticesNoneHint')}</span>
            </>
          }
        />
      )}
      {items.map((notice) => (
        <div key={notice.id} className="bell-line">
          <NoticeLink notice={notice} done={close} />
          <div className="muted small num">{moment(notice.at)}</div>
        </div>
      ))}
      <div className="bell-top">
        <To path="/r/notice" onClick={close}>
          {t('noticesAll')}
        </To>
        {items.length ? (
          <Button type="link" size="small" className="bell-all" onClick={() => mark(undefined)}>
            {t('markAll')}
          </Button>
        ) : null}
      </div>
    </>
  );
}
