// The last pages: every figure with its value, what it counts, its days, the version of its data and what it means.
import { Scope } from '../../measure/Scope';
import { spanText } from '../../measure/period';
import { ScrollBox } from '../../measure/ScrollBox';
import { daysOf, usePaper } from './context';
import { FigureButton } from './FigureButton';
import { titleOf } from './say';
import { useWords } from './words';

export function Appendix() {
  const t = useWords();
  const { document } = usePaper();
  return (
    <section id="appendix" className="paper-section" aria-labelledby="h-appendix">
      <h2 id="h-appendix">{t('appendix')}</h2>
      <ScrollBox className="paper-scroll" label={t('appendix')}>
        <table className="paper-table small">
          <thead>
            <tr>
              <th scope="col">{t('figure')}</th>
              <th scope="col" className="right">
                {t('value')}
              </th>
              <th scope="col">{t('scope')}</th>
              <th scope="col">{t('period')}</th>
              <th scope="col">{t('version')}</th>
              <th scope="col">{t('definition')}</th>
            </tr>
          </thead>
          <tbody>
            {document.figures.map((figure) => (
              <tr key={figure.id}>
                <th scope="row">{t.of(titleOf(figure))}</th>
                <td className="right">
                  <FigureButton id={figure.id} show="value" />
                </td>
                <td className="paper-where">
                  {/* A report of before they were kept has no words of its own for its filters. */}
                  {t.of(figure.query.said) || <Scope where={figure.query.where} />}
                </td>
                <td className="num nowrap">{daysOf(figure).map(spanText).join(t.lang === 'zh' ? '、' : ', ')}</td>
                <td className="num">{document.data_version}</td>
                <td>{t.of(figure.about)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}
