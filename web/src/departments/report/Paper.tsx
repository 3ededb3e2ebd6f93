// The report as it lies on the table: title, main results, sections, appendix.
import { Appendix } from './Appendix';
import { ChartBlock, TableBlock } from './Blocks';
import { usePaper } from './context';
import { Headline } from './Headline';
import { Notes } from './Notes';
import { TextBlock } from './TextBlock';
import type { WritingModel } from './useWriting';
import type { Block, Section } from './wire';
import { useWords } from './words';

export function Paper({ writing, editing }: { writing: WritingModel; editing: boolean }) {
  const t = useWords();
  const { document } = usePaper();
  return (
    <div className="report-grid">
      <Outline sections={document.sections} />
      <article className="paper" aria-label={t.of(document.title)}>
        <Notes />
        <header className="paper-head">
          <h2>{t.of(document.title)}</h2>
          <p className="muted">
            {t.of(document.subtitle)} · {t('dataVersion', { v: document.data_version })}
          </p>
        </header>
        <Headline />
        {document.sections.map((section) => (
          <One key={section.key} section={section} writing={writing} editing={editing} />
        ))}
        <Appendix />
      </article>
    </div>
  );
}

const go = (id: string) => document.getElementById(id)?.scrollIntoView({ block: 'start' });

function Outline({ sections }: { sections: Section[] }) {
  const t = useWords();
  const items = [...sections.map((s) => ({ id: s.key, title: t.of(s) })), { id: 'appendix', title: t('appendix') }];
  return (
    <nav className="outline" aria-label={t('outline')}>
      {items.map(({ id, title }) => (
        <button key={id} type="button" onClick={() => go(id)}>
          {title}
        </button>
      ))}
    </nav>
  );
}

function One({ section, writing, editing }: { section: Section; writing: WritingModel; editing: boolean }) {
  const t = useWords();
  const heading = `h-${section.key}`;
  return (
    <section id={section.key} className="paper-section" aria-labelledby={heading}>
      <h2 id={heading}>{t.of(section)}</h2>
      {/* A drafted section never changes the order of its parts. */}
      {section.blocks.map((block, i) => (
        <Part key={i} block={block} label={t.of(section)} writing={writing} editing={editing} />
      ))}
    </section>
  );
}

function Part({ block, label, writing, editing }: { block: Block; label: string; writing: WritingModel; editing: boolean }) {
  const t = useWords();
  switch (block.type) {
    case 'text':
      return <TextBlock block={block} label={label} writing={writing} editing={editing} />;
    case 'table':
      return <TableBlock block={block} label={label} />;
    case 'chart':
      return <ChartBlock block={block} />;
    default:
      return <p className="muted">{t.of(block)}</p>;
  }
}
