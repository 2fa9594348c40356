import { theme, type ThemeConfig } from 'antd';
import type { Shade } from './theme';

/** The colours that antd's are derived from, for each shade. Text on any of its grounds has a contrast of 4.5 to 1 or more. */
const COLOURS: Readonly<Record<Shade, NonNullable<ThemeConfig['token']>>> = {
  light: {
    colorPrimary: '#0b5cad',
    colorLink: '#0b5cad',
    colorError: '#b8261a',
    colorSuccess: '#1b7a4b',
    colorWarning: '#8f5a00',
    colorText: '#1a232d',
    colorTextSecondary: '#4a5663',
    colorTextDescription: '#4a5663',
    colorTextPlaceholder: '#66717d',
    colorTextDisabled: '#7a8590',
    colorBgLayout: '#f5f7f9',
    colorBgContainer: '#ffffff',
    colorBgElevated: '#ffffff',
    colorBorder: '#c3cad2',
    colorBorderSecondary: '#e3e7ec',
  },
  dark: {
    colorPrimary: '#6cb2f5',
    colorLink: '#7fbdf7',
    colorError: '#ff8a7d',
    colorSuccess: '#5fcf95',
    colorWarning: '#e8b04b',
    colorText: '#e4e9ee',
    colorTextSecondary: '#a9b4bf',
    colorTextDescription: '#a9b4bf',
    colorTextPlaceholder: '#8d98a3',
    colorTextDisabled: '#76818c',
    colorBgLayout: '#10161b',
    colorBgContainer: '#171e25',
    colorBgElevated: '#1e262e',
    colorBorder: '#3a4550',
    colorBorderSecondary: '#2a333c',
    // On the light blue of this shade, dark text is what can be read.
    colorTextLightSolid: '#06121f',
  },
};

/** antd's theme of a shade. Its variables are set by the class of the shade's name, which the build writes the values for. */
export function antTheme(shade: Shade): ThemeConfig {
  return {
    algorithm: shade === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    cssVar: { key: `shade-${shade}` },
    hashed: false,
    token: {
      ...COLOURS[shade],
      fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
      fontSize: 14,
      borderRadius: 6,
      motion: false,
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
      Segmented: shade === 'dark' ? { trackBg: '#232c35', itemSelectedBg: '#3a4652' } : { trackBg: '#e9edf1' },
    },
  };
}
