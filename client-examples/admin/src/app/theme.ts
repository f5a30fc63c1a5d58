import { Badge, Button, Card, createTheme, type CSSVariablesResolver, Modal, Notification, NumberInput, Paper, Select, Table, TextInput } from '@mantine/core';

export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 8 },
  defaultRadius: 'md',
  autoContrast: true,
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: 'Inter, ui-sans-serif, system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  headings: { fontWeight: '650' },
  components: {
    Badge: Badge.extend({ defaultProps: { radius: 'sm' } }),
    Button: Button.extend({ defaultProps: { size: 'sm' } }),
    Card: Card.extend({ defaultProps: { withBorder: true, padding: 'lg' } }),
    Paper: Paper.extend({ defaultProps: { radius: 'md' } }),
    Modal: Modal.extend({ defaultProps: { centered: true, closeButtonProps: { 'aria-label': 'Close' } } }),
    Notification: Notification.extend({ defaultProps: { closeButtonProps: { 'aria-label': 'Dismiss' } } }),
    NumberInput: NumberInput.extend({ defaultProps: { thousandSeparator: ',' } }),
    Select: Select.extend({ defaultProps: { checkIconPosition: 'right', nothingFoundMessage: 'Nothing found', selectFirstOptionOnChange: true } }),
    Table: Table.extend({ defaultProps: { verticalSpacing: 'sm', highlightOnHover: true } }),
    TextInput: TextInput.extend({ defaultProps: { autoComplete: 'off' } }),
  },
});

/** Mantine's own soft colours fall short of a contrast of 4.5 to 1; these don't. */
export const cssVariablesResolver: CSSVariablesResolver = ({ colors }) => {
  const names = Object.keys(colors).filter((name) => name !== 'dark');
  const soft = (part: string, shade: number) =>
    Object.fromEntries(names.map((name) => [`--mantine-color-${name}-light${part}`, `var(--mantine-color-${name}-${shade})`]));
  return {
    variables: {},
    light: { '--mantine-color-error': 'var(--mantine-color-red-9)', '--mantine-color-dimmed': '#59606b', '--mantine-color-placeholder': '#6b7280', ...soft('-color', 9), '--mantine-color-yellow-light-color': '#854400', ...soft('', 0), ...soft('-hover', 1) },
    dark: { '--mantine-color-error': 'var(--mantine-color-red-4)', '--mantine-color-dimmed': '#a6adb8', '--mantine-color-placeholder': '#8b929e', ...soft('-color', 2) },
  };
};
