// The one place that touches the chart library: only the parts used are loaded, and colours follow light and dark.
import { useEffect, useMemo, useRef } from 'react';
import { theme } from 'antd';
import { init, use, type ComposeOption, type EChartsType } from 'echarts/core';
import { BarChart, HeatmapChart, LineChart, type BarSeriesOption, type HeatmapSeriesOption, type LineSeriesOption } from 'echarts/charts';
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
  type GridComponentOption,
  type LegendComponentOption,
  type TooltipComponentOption,
  type VisualMapComponentOption,
} from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';
import { usePrefs } from '../frame/prefs';
import { FONT } from '../frame/theme';

use([
  BarChart,
  LineChart,
  HeatmapChart,
  GridComponent,
  TooltipComponent,
  MarkLineComponent,
  LegendComponent,
  AriaComponent,
  VisualMapComponent,
  SVGRenderer,
]);

export type Option = ComposeOption<
  | BarSeriesOption
  | LineSeriesOption
  | HeatmapSeriesOption
  | GridComponentOption
  | TooltipComponentOption
  | LegendComponentOption
  | VisualMapComponentOption
>;

const LIGHT = {
  series: ['#2457f0', '#0a9aa8', '#e8833a', '#7a5af8', '#2f9e44', '#c2417c'],
  neutral: '#aab3c2',
  calm: '#eef0f4',
  heat: ['#eef3ff', '#9db8fb', '#2457f0', '#122f91'],
  rise: '#cf2129',
  fall: '#107a52',
};
const DARK = {
  series: ['#5c89ff', '#35b8c4', '#f0a061', '#a18bff', '#5cc274', '#e574a8'],
  neutral: '#5b6577',
  calm: '#262d3a',
  heat: ['#1a2338', '#27427f', '#4c7dff', '#b5cbff'],
  rise: '#ff7875',
  fall: '#3cc08a',
};

/** The colours of charts; `rise` and `fall` follow the person's choice of which is red. */
export function useChartColors() {
  const { token } = theme.useToken();
  const { dark, prefs } = usePrefs();
  return useMemo(() => {
    const set = dark ? DARK : LIGHT;
    return {
      ...set,
      rise: prefs.riseIsRed ? set.rise : set.fall,
      fall: prefs.riseIsRed ? set.fall : set.rise,
      text: token.colorText,
      sub: token.colorTextSecondary,
      faint: token.colorTextTertiary,
      line: token.colorBorderSecondary,
      fill: token.colorFillSecondary,
      raised: token.colorBgElevated,
      card: token.colorBgContainer,
      dark,
    };
  }, [token, dark, prefs.riseIsRed]);
}
export type Colors = ReturnType<typeof useChartColors>;

/** `height` in pixels; `label` says in words what the chart shows, for those who cannot see it. */
type Props = { option: Option; height: number; label: string; onPick?: (index: number) => void };

export function EChart({ option, height, label, onPick }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);
  const pick = useRef(onPick);
  const colors = useChartColors();
  const { still } = usePrefs();
  useEffect(() => {
    pick.current = onPick;
  });
  useEffect(() => {
    const drawn = init(box.current!, null, { renderer: 'svg' });
    chart.current = drawn;
    drawn.on('click', (e) => pick.current?.(e.dataIndex));
    const watch = new ResizeObserver(() => drawn.resize({ animation: { duration: 0 } }));
    watch.observe(box.current!);
    return () => {
      watch.disconnect();
      drawn.dispose();
      chart.current = null;
    };
  }, []);
  useEffect(() => {
    const { tooltip, ...rest } = option;
    chart.current?.setOption(
      {
        textStyle: { fontFamily: FONT, color: colors.sub },
        animation: !still,
        animationDuration: 400,
        aria: { enabled: true, label: { description: label } },
        tooltip: {
          trigger: 'axis',
          confine: true,
          backgroundColor: colors.raised,
          borderColor: colors.line,
          textStyle: { color: colors.text, fontSize: 13 },
          axisPointer: { type: 'shadow', shadowStyle: { color: colors.fill } },
          ...(tooltip as object),
        },
        ...rest,
      } as Option,
      { notMerge: true },
    );
  }, [option, colors, still, label]);
  return <div ref={box} role="img" aria-label={label} style={{ height }} />;
}
