import { createTheme, type CSSVariablesResolver } from '@mantine/core';

const accent = ['#e3faf6', '#c6f2ea', '#94e6d9', '#66dccb', '#3ecfbb', '#22b3a0', '#0f9586', '#007f73', '#006b61', '#004d46'] as const;
const greys = ['#e7eaee', '#c3cad2', '#9aa5b1', '#8a95a1', '#3a434c', '#2a3138', '#1f252b', '#15191d', '#0e1114', '#090b0d'] as const;

/** Latin from the system where it has a good one, Chinese from the system, Noto Sans SC (packaged) where there is none. */
const fontFamily = "'Segoe UI', -apple-system, 'PingFang SC', 'Microsoft YaHei UI', 'Noto Sans SC', 'Noto Sans CJK SC', sans-serif";

export const theme = createTheme({
  colors: { accent: [...accent], dark: [...greys] },
  primaryColor: 'accent',
  primaryShade: { light: 8, dark: 4 },
  autoContrast: true,
  fontFamily,
  fontFamilyMonospace: "'Cascadia Mono', 'SF Mono', 'DejaVu Sans Mono', 'Noto Sans SC', monospace",
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.875rem', lg: '1.125rem', xl: '1.25rem' },
  defaultRadius: '0.25rem',
  focusRing: 'auto',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Tooltip: { defaultProps: { openDelay: 350, transitionProps: { duration: 120 }, withArrow: false } },
    Modal: { defaultProps: { lockScroll: false, transitionProps: { duration: 120 }, centered: true, overlayProps: { backgroundOpacity: 0.5 } } },
    Drawer: { defaultProps: { lockScroll: false, transitionProps: { duration: 120 }, position: 'right', overlayProps: { backgroundOpacity: 0.35 } } },
    Menu: { defaultProps: { transitionProps: { duration: 120 }, shadow: 'md' } },
    Popover: { defaultProps: { transitionProps: { duration: 120 }, shadow: 'md' } },
    Select: { defaultProps: { allowDeselect: false, comboboxProps: { transitionProps: { duration: 120 } } } },
    Button: { defaultProps: { size: 'sm' } },
  },
});

const surfaces = {
  '--mantine-color-body': 'var(--surface-1)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-dimmed': 'var(--text-dim)',
  '--mantine-color-placeholder': 'var(--text-dim)',
  '--mantine-color-default': 'var(--surface-2)',
  '--mantine-color-default-hover': 'var(--hairline)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--line)',
  // Red belongs to red alarms: a wrong field speaks in bright text with a sign, not in a colour.
  '--mantine-color-error': 'var(--text)',
};

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, dark: surfaces, light: surfaces });

/** The nonce that the page was served with; the server writes it into the page's head. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}
