// The directory's door: its records need no pages of their own.
import type { Door } from '../../frame/door';

export const door: Door = { department: 'organisation', title: { zh: '档案', en: 'Directory' }, order: 30, pages: [] };
