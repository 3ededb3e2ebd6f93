// A text of the report: read with its figures filled in, or edited by its author.
import { Alert, Button, Space } from 'antd';
import { Editor } from './Editor';
import { FigureButton } from './FigureButton';
import { pieces } from './pieces';
import { TakenOut } from './TakenOut';
import type { WritingModel } from './useWriting';
import type { Block } from './wire';
import { useWords } from './words';

type TextOf = Extract<Block, { type: 'text' }>;
type Props = { block: TextOf; label: string; writing: WritingModel; editing: boolean };

export function TextBlock({ block, label, writing, editing }: Props) {
  const t = useWords();
  const drafted = t.of(block);
  const text = writing.textOf(block.key, drafted);
  // Nothing is taken out of an emptied text: it will be the drafted one again.
  const gone = text.trim() ? <TakenOut drafted={drafted} text={text} /> : null;
  if (!editing || !block.editable)
    return (
      <>
        <Words text={text} />
        {gone}
      </>
    );
  const own = block.key === 'plan' ? t('placeholder_plan') : block.key === 'support' ? t('placeholder_support') : t('placeholder');
  const hint = drafted ? t('emptied') : own;
  const change = (next: string) => {
    if (next !== text) writing.change(block.key, next);
  };
  const restore = () => {
    writing.change(block.key, '');
    void writing.flush();
  };
  return (
    <>
      <Clash keyOf={block.key} writing={writing} />
      <Editor
        text={text}
        label={t('writeOf', { t: label })}
        placeholder={hint}
        change={change}
        leave={() => void writing.flush()}
        restore={drafted && text !== drafted ? restore : null}
      />
      {gone}
    </>
  );
}

function Words({ text }: { text: string }) {
  const t = useWords();
  if (!text.trim()) return <p className="muted">{t('notWritten')}</p>;
  return (
    <p className="paper-text">
      {/* The same words may stand twice in a text; their place is what tells them apart. */}
      {pieces(text).map((piece, i) =>
        'words' in piece ? <span key={i}>{piece.words}</span> : <FigureButton key={i} id={piece.figure} show={piece.show} />,
      )}
    </p>
  );
}

/** Somebody else wrote the same text meanwhile. */
function Clash({ keyOf, writing }: { keyOf: string; writing: WritingModel }) {
  const t = useWords();
  const theirs = writing.state.conflict[keyOf];
  if (writing.state.status !== 'conflict' || theirs === undefined) return null;
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      className="gap"
      title={t('conflictTitle')}
      description={
        <>
          <p>{t('conflictText')}</p>
          <blockquote className="paper-theirs">
            <b>{t('theirText')}</b>
            {theirs ? <Words text={theirs} /> : <p className="muted">{t('emptyText')}</p>}
          </blockquote>
          <Space>
            <Button type="primary" onClick={() => void writing.flush()}>
              {t('mine')}
            </Button>
            <Button onClick={() => writing.keepTheirs([keyOf])}>{t('theirs')}</Button>
          </Space>
        </>
      }
    />
  );
}
