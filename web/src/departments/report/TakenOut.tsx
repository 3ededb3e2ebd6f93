// The figures that a text was drafted with and its author took out: whoever reads the report sees which.
import { Fragment } from 'react';
import { WarningOutlined } from '@ant-design/icons';
import { usePaper } from './context';
import { FigureButton } from './FigureButton';
import { lost } from './pieces';
import { titleOf } from './say';
import { useWords } from './words';

export function TakenOut({ drafted, text }: { drafted: string; text: string }) {
  const t = useWords();
  const { figure } = usePaper();
  const gone = lost(drafted, text);
  if (!gone.length) return null;
  const nameOf = (id: string) => {
    const known = figure(id);
    return known ? t.of(titleOf(known)) : '';
  };
  return (
    <p className="paper-gone small" role="note">
      <WarningOutlined aria-hidden /> {t('takenOut')}
      {/* A figure may have stood twice in a text; its place tells them apart. */}
      {gone.map(({ figure: id, show }, i) => (
        <Fragment key={i}>
          {i ? t('comma') : ''}
          {nameOf(id)} {show === 'value' ? '' : `${t(show)} `}
          <FigureButton id={id} show={show} />
        </Fragment>
      ))}
    </p>
  );
}
