// Somebody else saved first: the cells that both changed, and whose stand.
import { Button, Modal } from 'antd';
import { monthName } from '../../../measure/keys';
import { showAmount } from './amount';
import { MONTHS } from './sheet';
import type { Met as Meeting, Sheet } from './useSheet';
import { DIMS, type Dim } from './wire';
import { useWords } from './words';

const SHOWN = 30;
type Props = { sheet: Sheet; met: Meeting; dimTitle: (dim: Dim) => string };

export function Met({ sheet, met: { grid, clashes }, dimTitle }: Props) {
  const t = useWords();
  const unit = grid.measure.unit;
  const names = new Map(grid.rows.map((row) => [row.id, t.of(row)]));
  const shown = clashes.slice(0, SHOWN);
  return (
    <Modal
      open
      title={t('met')}
      width={640}
      onCancel={sheet.stay}
      footer={
        <div className="modal-foot">
          <Button onClick={sheet.stay}>{t('stay')}</Button>
          <Button onClick={() => void sheet.resolve('theirs')}>{t('takeTheirs')}</Button>
          <Button type="primary" onClick={() => void sheet.resolve('mine')}>
            {t('keepMine')}
          </Button>
        </div>
      }
    >
      <p>{t('metText', { n: clashes.length })}</p>
      <table className="mini">
        <thead>
          <tr>
            <th scope="col">{t('of')}</th>
            <th scope="col">{t('cell')}</th>
            <th scope="col">{t('mine')}</th>
            <th scope="col">{t('theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ line, key, mine, theirs }) => (
            <tr key={line.id + key}>
              <td>{names.get(line.id) ?? DIMS.filter((dim) => line[dim]).map((dim) => `${dimTitle(dim)} ${line[dim]}`).join(' · ')}</td>
              <td>{key === 'year' ? t('year') : monthName(MONTHS.indexOf(key) + 1, t.lang)}</td>
              <td className="num">{showAmount(mine, unit) || '—'}</td>
              <td className="num">{showAmount(theirs, unit) || '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {clashes.length > SHOWN ? <p className="muted">{t('andMore', { n: clashes.length - SHOWN })}</p> : null}
    </Modal>
  );
}
