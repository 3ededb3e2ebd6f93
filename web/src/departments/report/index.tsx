// The report door: the generic list of reports, a page for each, and the dialog that drafts one.
import { lazy } from 'react';
import { FileTextOutlined } from '@ant-design/icons';
import type { Door } from '../../frame/door';

const TextChanges = lazy(() => import('./TextChanges'));
const DraftDialog = lazy(() => import('./DraftDialog'));

export const door: Door = {
  department: 'report',
  title: { zh: '报告', en: 'Reports' },
  order: 20,
  pages: [
    {
      path: 'r/report/$id',
      title: { zh: '营业报告', en: 'Operations report' },
      icon: <FileTextOutlined aria-hidden />,
      load: () => import('./Report'),
      needs: { type: 'report', act: 'read' },
      menu: false,
    },
  ],
  special: {
    report: {
      paged: true,
      verbs: { draft: DraftDialog },
      changes: { texts: TextChanges },
      waiting: { act: 'accept', where: { 'f.state': 'submitted' } },
      madeBy: {
        zh: '报告由经营负责人、门店经理或数据分析起草，写好后会显示在这里。',
        en: 'Directors, site managers and analysts draft reports. They appear here once drafted.',
      },
    },
  },
};
