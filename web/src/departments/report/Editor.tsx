// A text that its author edits around bound figures: a figure can be moved or removed, but not typed over.
import { Button, Select } from 'antd';
import { usePaper } from './context';
import type { Shown } from './pieces';
import { said, titleOf } from './say';
import { useEditor } from './useEditor';
import { useWords } from './words';

type Props = {
  text: string;
  label: string;
  placeholder: string;
  change: (text: string) => void;
  leave: () => void;
  restore: (() => void) | null;
};

export function Editor({ text, label, placeholder, change, leave, restore }: Props) {
  const t = useWords();
  const { box, empty, events, onLeave, add } = useEditor(text, change, leave);
  return (
    <div className="editor" onBlur={onLeave}>
      <div
        ref={box}
        className={empty ? 'editor-box empty' : 'editor-box'}
        contentEditable
        suppressContentEditableWarning
        role="textbox"
        tabIndex={0}
        aria-multiline="true"
        aria-label={label}
        aria-placeholder={placeholder}
        data-placeholder={placeholder}
        {...events}
      />
      <div className="editor-tools">
        <InsertFigure put={add} />
        <span className="muted small">{t('insertHint')}</span>
        {restore ? (
          <Button type="link" size="small" onClick={restore}>
            {t('restore')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

const SHOWS: Shown[] = ['value', 'previous', 'last_year'];

function InsertFigure({ put }: { put: (id: string, show: Shown) => void }) {
  const t = useWords();
  const { document: report } = usePaper();
  const options = report.figures.map((figure) => ({
    label: t.of(titleOf(figure)),
    options: SHOWS.filter((show) => show === 'value' || figure[show] !== null).map((show) => ({
      value: `${figure.id}|${show}`,
      label: `${t.of(titleOf(figure))} ${show === 'value' ? '' : t(show)} ${said(figure, show, t.lang)}`,
    })),
  }));
  return (
    <Select
      size="small"
      variant="filled"
      className="editor-insert"
      popupMatchSelectWidth={320}
      aria-label={t('insert')}
      placeholder={`＋ ${t('insert')}`}
      value={null}
      showSearch={{ optionFilterProp: 'label' }}
      options={options}
      onSelect={(chosen: string | null) => {
        const [id = '', show] = (chosen ?? '').split('|');
        put(id, SHOWS.find((s) => s === show) ?? 'value');
      }}
    />
  );
}
