// The system's door: background jobs and the log of changes; users, tokens and notices are plain records.
import { AuditOutlined, CalendarOutlined, ScheduleOutlined } from '@ant-design/icons';
import type { Notice } from '../../api/wire';
import type { Door } from '../../frame/door';
import { NoticeLink } from '../../frame/Unread';
import { blind } from './blind';
import { FirstPassword } from './FirstPassword';

export const door: Door = {
  department: 'system',
  title: { zh: '系统', en: 'System' },
  order: 90,
  pages: [
    {
      path: 'system/jobs',
      title: { zh: '后台任务', en: 'Background jobs' },
      icon: <ScheduleOutlined aria-hidden />,
      load: () => import('./Jobs'),
      needs: { type: 'job', act: 'read' },
      replaces: 'job',
    },
    {
      path: 'system/calendar',
      title: { zh: '节假日日历', en: 'Holiday calendar' },
      icon: <CalendarOutlined aria-hidden />,
      load: () => import('./Calendar'),
      needs: { type: 'holiday', act: 'read' },
    },
    {
      path: 'system/audit',
      title: { zh: '变更查询', en: 'Change log' },
      icon: <AuditOutlined aria-hidden />,
      load: () => import('./Audit'),
      needs: { type: 'history', act: 'read' },
    },
  ],
  // Saved views live on the lists themselves, files on the records that hold them.
  hidden: ['view', 'file'],
  special: {
    user: { section: FirstPassword, remark: blind },
    notice: {
      cell: (field, row) => (field.key === 'title' ? <NoticeLink notice={row as Notice} /> : undefined),
      madeBy: {
        zh: '别人做了与您有关的事，会在这里告诉您：报告提交后告诉能审批的人，退回或通过后告诉它的作者。',
        en: 'Here you are told what others did that concerns you: who may accept a report when it is submitted, its author when it is returned or accepted.',
      },
    },
  },
};
