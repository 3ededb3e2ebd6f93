// The sales door: the dashboard, the explorer, 80/20, best sellers and slow movers, targets and progress, and the import of sales.
import { lazy, Suspense } from 'react';
import {
  AimOutlined,
  BarChartOutlined,
  BulbOutlined,
  CloudUploadOutlined,
  DashboardOutlined,
  FireOutlined,
  FlagOutlined,
  OrderedListOutlined,
  PieChartOutlined,
} from '@ant-design/icons';
import type { Row } from '../../api/wire';
import type { Door, Special } from '../../frame/door';

const ProfileInput = lazy(() => import('./import/ProfileInput'));
const ProfileView = lazy(() => import('./import/ProfileView'));
const ProfileChanges = lazy(() => import('./import/ProfileChanges'));
const MeasureInput = lazy(() => import('./targets/MeasureInput'));
const MeasureName = lazy(() => import('./targets/MeasureName'));
const Selling = lazy(() => import('./Selling'));
const RefusedName = lazy(() => import('./import/RefusedName'));

const AnomalySection = lazy(() => import('./watch/AnomalySection'));
const AnomalyCell = lazy(() => import('./watch/AnomalyCell'));
const AnomalyWhy = lazy(() => import('./watch/AnomalyWhy'));

/** What a row of the directory sold, below its fields; dimensions are called as their records are. */
const SELL = ['site', 'channel', 'shop', 'brand', 'category', 'item'];
const selling = (dim: string): Special => ({
  section: ({ row }: { row: Row }) => (
    <Suspense>
      <Selling dim={dim} row={row} />
    </Suspense>
  ),
});

const READS = { type: 'measure', act: 'read' };

export const door: Door = {
  department: 'sales',
  title: { zh: '经营', en: 'Trading' },
  order: 10,
  pages: [
    {
      path: 'sales/dashboard',
      title: { zh: '经营看板', en: 'Dashboard' },
      icon: <DashboardOutlined aria-hidden />,
      load: () => import('./dashboard/Dashboard'),
      needs: READS,
    },
    {
      path: 'sales/explore',
      title: { zh: '销售分析', en: 'Explorer' },
      icon: <BarChartOutlined aria-hidden />,
      load: () => import('./explore/Explorer'),
      needs: READS,
    },
    {
      path: 'sales/why',
      title: { zh: '为什么', en: 'Why' },
      icon: <BulbOutlined aria-hidden />,
      load: () => import('./why/Why'),
      needs: READS,
    },
    {
      path: 'sales/progress',
      title: { zh: '目标进度', en: 'Progress' },
      icon: <AimOutlined aria-hidden />,
      load: () => import('./progress/Progress'),
      needs: READS,
    },
    {
      path: 'sales/board',
      title: { zh: '进度看板', en: 'Progress board' },
      icon: <OrderedListOutlined aria-hidden />,
      load: () => import('./progress/Board'),
      needs: READS,
    },
    {
      path: 'r/target_plan/$id',
      title: { zh: '目标方案', en: 'Target plan' },
      icon: <FlagOutlined aria-hidden />,
      load: () => import('./targets/Plan'),
      needs: { type: 'target_plan', act: 'read' },
      menu: false,
    },
    {
      path: 'sales/pareto',
      title: { zh: '80/20', en: '80/20' },
      icon: <PieChartOutlined aria-hidden />,
      load: () => import('./rank/Pareto'),
      needs: READS,
    },
    {
      path: 'sales/movers',
      title: { zh: '畅销与滞销', en: 'Best/slow sellers' },
      icon: <FireOutlined aria-hidden />,
      load: () => import('./rank/Movers'),
      needs: READS,
    },
    {
      path: 'sales/import',
      title: { zh: '销售导入', en: 'Sales import' },
      icon: <CloudUploadOutlined aria-hidden />,
      load: () => import('./import/ImportPage'),
      needs: { type: 'batch', act: 'read' },
      replaces: 'batch',
    },
  ],
  hidden: ['target'],
  special: {
    ...Object.fromEntries(SELL.map((dim) => [dim, selling(dim)])),
    anomaly: {
      // When and where it was is read before how much.
      columns: [
        { key: 'name', w: 290 },
        { key: 'from_day', w: 106 },
        { key: 'to_day', w: 106 },
        { key: 'level', w: 76 },
        { key: 'side', w: 76 },
        { key: 'verdict', w: 96 },
        { key: 'cause', w: 172 },
        { key: 'state', w: 84 },
        { key: 'actual' },
        { key: 'expected' },
        { key: 'once_in', w: 158 },
        { key: 'site_id' },
        { key: 'found_at' },
      ],
      wrapped: ['name', 'cause'],
      cell: (field, row) =>
        field.key === 'side' || field.key === 'once_in' ? (
          <Suspense>
            <AnomalyCell field={field} row={row} />
          </Suspense>
        ) : undefined,
      section: AnomalySection,
      rowAction: AnomalyWhy,
      waiting: { act: 'judge', where: { 'f.state': 'open' } },
      madeBy: {
        zh: '每天夜里把各门店、渠道、品牌、店铺和预测比一遍，不寻常的会显示在这里。',
        en: 'Each night every site, channel, brand and shop is held against its forecast. What is unusual appears here.',
      },
    },
    alias: {
      cell: (field, row) =>
        field.key === 'code' && row.code === null ? (
          <Suspense>
            <RefusedName />
          </Suspense>
        ) : undefined,
    },
    target_plan: {
      paged: true,
      // A year is a name and no amount: no comma between its thousands.
      cell: (field, row) => (field.key === 'year' ? <span className="num">{String(row.year)}</span> : undefined),
      waiting: { act: 'approve', where: { 'f.state': 'submitted' } },
      madeBy: {
        zh: '目标方案由数据分析或经营负责人编制，编好后会显示在这里。',
        en: 'Analysts and directors make target plans. They appear here once made.',
      },
    },
  },
  widgets: {
    profile: { input: ProfileInput, view: ProfileView, changes: ProfileChanges },
    measure: { input: MeasureInput, view: MeasureName },
  },
};
