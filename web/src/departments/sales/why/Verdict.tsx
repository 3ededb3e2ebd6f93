// Whether it was its own doing: the verdict, and what was looked at outside.
import { Tag } from 'antd';
import { CheckCircleFilled, CloseCircleOutlined, PieChartOutlined, QuestionCircleOutlined } from '@ant-design/icons';
import { drawn } from '../../../charts/figures';
import type { Explanation } from '../../../measure/wire';
import { Card } from '../Card';
import { amount } from './say';
import { useWords } from './words';

type Outside = Explanation['outside'];
const COLORS: Record<Outside['verdict'], string> = { external: 'geekblue', own: 'volcano', missing: 'gold', usual: 'green' };
const ICONS: Record<Outside['tests'][number]['outcome'], typeof CheckCircleFilled> = {
  explains: CheckCircleFilled,
  partly: PieChartOutlined,
  no: CloseCircleOutlined,
  unknown: QuestionCircleOutlined,
};

export function Verdict({ answer }: { answer: Explanation }) {
  const t = useWords();
  const { verdict, tests, ...title } = answer.outside;
  return (
    <Card
      className="w5 why-verdict"
      title={t('verdict')}
      asked={{ data: answer, error: null, refetch: () => undefined }}
      height={0}
      extra={
        <Tag variant="filled" color={COLORS[verdict]} className="tag why-tag">
          {t(`verdict_${verdict}`)}
        </Tag>
      }
    >
      <p className="why-verdict-said">{t.of(title)}</p>
      <ul className="why-tests">
        {tests.map((test) => {
          const Icon = ICONS[test.outcome];
          return (
            <li key={test.key} className={test.outcome}>
              <Icon aria-hidden className="why-outcome" />
              <div className="why-test">
                <div>
                  <b>{t.of(test)}</b> <span className="small why-outcome-word">{t(`outcome_${test.outcome}`)}</span>
                </div>
                <div className="muted">{t.of(test.said)}</div>
              </div>
              {drawn(test.effect) ? (
                <span className="num why-test-effect">
                  {amount({ value: test.effect, unit: answer.measure.unit, signed: true, points: answer.measure.unit === 'percent' }, t.lang)}
                </span>
              ) : null}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
