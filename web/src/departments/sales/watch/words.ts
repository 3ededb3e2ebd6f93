// The words around an anomaly.
import { dictionary } from '../../../frame/words';

export const zh = {
  why: '为什么',
  around: '前后几周',
  aroundOf: '{m}，前后几周',
  unusual: '异动的日子',
  forecast: '预测',
  forecastMean: '预测（日均）',
  interval: '预测区间',
  intervalMean: '预测区间（日均）',
  onceIn: '约每 {n} 天一遇',
};
export const en: { [K in keyof typeof zh]: string } = {
  why: 'Why',
  around: 'The weeks around it',
  aroundOf: '{m} in the weeks around it',
  unusual: 'Unusual days',
  forecast: 'Forecast',
  forecastMean: 'Forecast, mean of a day',
  interval: 'Interval',
  intervalMean: 'Interval, mean of a day',
  onceIn: 'About once in {n} {n|day|days}',
};
export const useWords = dictionary(zh, en);
