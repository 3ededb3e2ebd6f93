// The words around an anomaly.
import { dictionary } from '../../../frame/words';

export const zh = {
  why: '为什么',
  around: '前后几周',
  aroundOf: '{m}，前后几周',
  unusual: '异动的日子',
};
export const en: { [K in keyof typeof zh]: string } = {
  why: 'Why',
  around: 'The weeks around it',
  aroundOf: '{m} in the weeks around it',
  unusual: 'Unusual days',
};
export const useWords = dictionary(zh, en);
