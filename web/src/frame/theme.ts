// The look of everything: colours, corners and type, for light and dark.
import { theme, type ThemeConfig } from 'antd';

// Latin faces first, so that digits are not taken from the Chinese font; then each system's simplified-Chinese face.
export const FONT =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif';

// Inks are darker (or lighter) than antd's own where those miss a contrast of 4.5 : 1.
const LIGHT = {
  colorPrimary: '#2457f0',
  colorInfo: '#2457f0',
  colorPrimaryHover: '#1a47d3',
  colorLink: '#2457f0',
  colorLinkHover: '#1a47d3',
  colorBgLayout: '#f4f6fa',
  colorBorderSecondary: '#edf0f5',
  colorTextBase: '#1b2330',
  colorTextTertiary: 'rgba(27,35,48,0.66)',
  colorTextDescription: 'rgba(27,35,48,0.66)',
  colorTextPlaceholder: 'rgba(27,35,48,0.65)',
  colorError: '#d9363e',
};
const DARK = {
  colorPrimary: '#4c7dff',
  colorInfo: '#4c7dff',
  colorPrimaryHover: '#3f66d0',
  colorBgLayout: '#0d1117',
  colorBgContainer: '#151a23',
  colorBgElevated: '#1c222d',
  colorBorderSecondary: '#232a36',
  colorBorder: '#313a49',
  colorTextTertiary: 'rgba(255,255,255,0.6)',
  colorTextDescription: 'rgba(255,255,255,0.6)',
  colorTextPlaceholder: 'rgba(255,255,255,0.58)',
};

// antd dims every seed colour for the dark; its links then miss the contrast, so they are set after it.
const night: typeof theme.darkAlgorithm = (seed, map) => ({
  ...theme.darkAlgorithm(seed, map),
  colorLink: '#8fb0ff',
  colorLinkHover: '#b3c8ff',
  colorLinkActive: '#7398f5',
});

/** `still` switches movement off in antd itself: shortening it by CSS leaves its pop-ups outside the screen. */
export function themeOf(dark: boolean, still: boolean): ThemeConfig {
  return {
    algorithm: dark ? night : theme.defaultAlgorithm,
    token: { ...(dark ? DARK : LIGHT), borderRadius: 8, borderRadiusLG: 12, fontFamily: FONT, wireframe: false, motion: !still },
    components: {
      Layout: { headerBg: dark ? '#151a23' : '#ffffff', siderBg: dark ? '#151a23' : '#ffffff', headerHeight: 56, headerPadding: '0 20px' },
      Menu: {
        itemBorderRadius: 8,
        itemHeight: 38,
        itemMarginInline: 8,
        iconSize: 16,
        groupTitleFontSize: 12,
        activeBarBorderWidth: 0,
        ...(dark ? { itemSelectedColor: '#9db9ff', itemSelectedBg: '#1f2d52' } : {}),
      },
      Table: {
        headerBg: dark ? '#1a202b' : '#f7f9fc',
        headerSplitColor: 'transparent',
        cellPaddingBlockMD: 9,
        cellPaddingInlineMD: 12,
        bodySortBg: dark ? '#181e29' : '#fafcff',
        headerSortActiveBg: dark ? '#1f2735' : '#eef3fb',
        headerSortHoverBg: dark ? '#232c3c' : '#e8eef9',
        rowHoverBg: dark ? '#1b2230' : '#f5f8ff',
        rowSelectedBg: dark ? '#1d2947' : '#edf3ff',
        rowSelectedHoverBg: dark ? '#233258' : '#e3ecff',
      },
      Button: dark ? { defaultHoverColor: '#9db9ff', defaultHoverBorderColor: '#4c7dff', defaultActiveColor: '#8fb0ff' } : {},
      Card: { headerFontSize: 15, headerHeight: 48 },
      Tabs: { horizontalItemPadding: '10px 0', ...(dark ? { itemSelectedColor: '#9db9ff', inkBarColor: '#85a7ff' } : {}) },
      Form: { itemMarginBottom: 26, verticalLabelPadding: '0 0 6px' },
      Segmented: dark ? { itemSelectedBg: '#2b3a63', trackBg: '#0d1117' } : {},
    },
  };
}
