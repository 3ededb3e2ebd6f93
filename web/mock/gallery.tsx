// All ready charts on one page with made-up figures, to look at while working on them: /mock/gallery.html of the dev server.
import { createRoot } from 'react-dom/client';
import { StyleProvider } from '@ant-design/cssinjs';
import { App, ConfigProvider } from 'antd';
import { Bars, HeatMap, Lines, Pareto, Waterfall } from '../src/charts/charts';
import { PrefsProvider, usePrefs } from '../src/frame/prefs';
import { themeOf } from '../src/frame/theme';
import '../src/styles.css';

const days = Array.from({ length: 22 }, (_, i) => `11-${String(i + 1).padStart(2, '0')}`);
const wave = (base: number, k: number) => days.map((_, i) => (i === 9 && k === 1 ? null : String(Math.round(base * (1 + 0.2 * Math.sin(i + k))))));
const shops = ['山野火锅', '云端影城', '跃动健身', '沐光女装', '萌芽早教', '音匣量贩', '白鹭鞋履', '悦见眼镜', '素言茶饮'];
const values = [784, 612, 440, 305, 216, 152, 121, 98, 84].map((v) => v * 1000);
const sum = values.reduce((a, b) => a + b, 0);
const rows = shops.map((label, i) => ({ label, value: String(values[i]), cumulative: String(values.slice(0, i + 1).reduce((a, b) => a + b, 0) / sum) }));
const hours = Array.from({ length: 12 }, (_, i) => `${i + 10} 时`), week = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'];
const heat = week.map((_, j) => hours.map((__, i) => (j === 2 && i === 3 ? null : Math.round(400 + 300 * Math.sin(i / 2) + (j > 4 ? 500 : 0)))));

function Gallery() {
  const { dark, still } = usePrefs();
  const cards = [
    ['本月销售额', <Lines key="l" label="本月每天的销售额" unit="yuan" x={days} series={[{ name: '本月', values: wave(310000, 1) }, { name: '上月', values: wave(290000, 3) }]} />],
    ['各楼层销售额', <Bars key="b" label="各楼层销售额" unit="yuan" x={['B1', 'L1', 'L2', 'L3', 'L4']} series={[{ name: '销售额', values: ['9820000', '19800000', '13920000', '12880000', null] }]} />],
    ['各项目提袋率', <Bars key="h" lying label="各项目提袋率" unit="percent" x={['云汇广场', '江湾里', '滨河路店']} series={[{ name: '提袋率', values: ['0.314', '0.287', '0.402'] }]} />],
    ['本年与去年', <Bars key="g" label="本年与去年" unit="yuan" x={['8 月', '9 月', '10 月']} series={[{ name: '本年', values: ['68421130', '70113000', '72600000'] }, { name: '去年', values: ['66210000', '69870000', '70110000'] }]} />],
    ['二八分析', <Pareto key="p" label="前 5 户占 80%" unit="yuan" rows={rows} few={5} value="销售额" cumulative="累计占比" />],
    ['客流热力', <HeatMap key="m" label="每周各时段客流" unit="count" x={hours} y={week} values={heat} />],
    ['为什么下降', <Waterfall key="w" label="销售额从 7260 万到 6842 万" unit="yuan" x={['10 月', '客流减少', '雨天', '提袋率', '客单价', '新店', '闭店', '11 月']} values={['72600000', '-5960000', '-1420000', '-1680000', '2140000', '3050000', '-310000', '68420000']} />],
  ] as const;
  return (
    <ConfigProvider theme={themeOf(dark, still)}>
      <App><div className="page" style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 460px), 1fr))', gap: 14 }}>
        {cards.map(([title, chart]) => <section key={title} className="panel pad"><h2 style={{ margin: 0, fontSize: 15 }}>{title}</h2>{chart}</section>)}
      </div></App>
    </ConfigProvider>
  );
}

createRoot(document.getElementById('root')!).render(<StyleProvider layer><PrefsProvider><Gallery /></PrefsProvider></StyleProvider>);
