// Views that people keep for themselves or for their colleagues: a name for filters, order and columns.
import { useState } from 'react';
import { App, Button, Checkbox, Empty, Flex, Input, Modal, Popover, Tag } from 'antd';
import { DeleteOutlined, StarOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { write } from '../api/client';
import { sentence } from '../api/problem';
import { may, useMe } from '../api/session';
import type { Row } from '../api/wire';
import { afterWrite, listQ } from './queries';
import { useWords } from './words';

type View = Row & { page: string; name: string; query: string; shared: boolean };

/** `page` is where the views belong; `keep` gives the address words to save, `use` takes saved ones back. */
type Props = { page: string; keep: () => string; use: (query: string) => void };

export function SavedViews({ page, keep, use }: Props) {
  const t = useWords();
  const me = useMe();
  const [open, setOpen] = useState(false);
  const [naming, setNaming] = useState(false);
  if (!may(me, 'view', 'read')) return null;
  const body = (
    <ViewList
      page={page}
      use={(query) => {
        setOpen(false);
        use(query);
      }}
      name={() => {
        setOpen(false);
        setNaming(true);
      }}
    />
  );
  return (
    <>
      <Popover trigger="click" placement="bottomRight" open={open} onOpenChange={setOpen} title={t('viewsMine')} content={open ? body : null}>
        <Button type="text" icon={<StarOutlined aria-hidden />} aria-label={t('views')} />
      </Popover>
      {naming ? <NameView page={page} keep={keep} close={() => setNaming(false)} /> : null}
    </>
  );
}

function ViewList({ page, use, name }: { page: string; use: (query: string) => void; name: () => void }) {
  const t = useWords();
  const me = useMe();
  const client = useQueryClient();
  const { modal, message } = App.useApp();
  const { data } = useQuery(listQ('view', { 'f.page': page, size: '100', sort: 'name' }));
  const views = (data?.items ?? []).filter((v) => v.page === page) as View[];
  const drop = (view: View) =>
    void modal.confirm({
      title: t('viewDeleteSure', { v: view.name }),
      okText: t('end'),
      okButtonProps: { danger: true },
      cancelText: t('cancel'),
      onOk: () =>
        write('DELETE', `/records/view/${view.id}`, { version: view.version }).then(
          () => afterWrite(client, 'view'),
          (e: unknown) => void message.error(sentence(e, t.lang)),
        ),
    });
  return (
    <div className="views-box">
      {views.length ? (
        views.map((view) => (
          <div key={view.id} className="view-line">
            <Button type="text" block className="left" onClick={() => use(view.query)}>
              <span className="clip">{view.name}</span>
              {view.shared ? (
                <Tag variant="filled" className="tag">
                  {t('viewSharedTag')}
                </Tag>
              ) : null}
            </Button>
            {may(me, 'view', 'end') ? (
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined aria-hidden />}
                aria-label={t('viewDelete', { v: view.name })}
                onClick={() => drop(view)}
              />
            ) : null}
          </div>
        ))
      ) : (
        <Empty
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description={
            <>
              {t('viewsNone')}
              <br />
              <span className="muted">{t('viewsNoneHint')}</span>
            </>
          }
        />
      )}
      {may(me, 'view', 'create') ? (
        <Button block type="dashed" onClick={name}>
          {t('viewSave')}
        </Button>
      ) : null}
    </div>
  );
}

function NameView({ page, keep, close }: { page: string; keep: () => string; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState('');
  const save = async () => {
    if (!name.trim()) {
      setWrong(t('required', { f: t('viewName') }));
      return;
    }
    setBusy(true);
    try {
      await write<Row>('POST', '/records/view', { body: { page, name: name.trim(), query: keep(), shared } });
      afterWrite(client, 'view');
      void message.success(t('viewSaved'));
      close();
    } catch (error) {
      setBusy(false);
      setWrong(sentence(error, t.lang));
    }
  };
  return (
    <Modal
      open
      title={t('viewSave')}
      onCancel={close}
      onOk={() => void save()}
      okText={t('save')}
      cancelText={t('cancel')}
      confirmLoading={busy}
      width={420}>
      <Flex vertical gap={8}>
        <label htmlFor="view-name">{t('viewName')}</label>
        <Input
          id="view-name"
          autoFocus
          value={name}
          maxLength={40}
          status={wrong ? 'error' : ''}
          aria-invalid={!!wrong}
          aria-describedby="view-wrong"
          onChange={(e) => {
            setName(e.target.value);
            setWrong('');
          }}
          onPressEnter={() => void save()}
        />
        {wrong ? (
          <div id="view-wrong" className="warn small" role="alert">
            {wrong}
          </div>
        ) : null}
        <Checkbox checked={shared} onChange={(e) => setShared(e.target.checked)}>
          {t('viewShared')}
        </Checkbox>
      </Flex>
    </Modal>
  );
}
