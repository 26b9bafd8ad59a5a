import {
  ActionIcon,
  Badge,
  Button,
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  Menu,
  Modal,
  Paper,
  Popover,
  Tooltip,
} from "@mantine/core";

/** The thread through everything: a deep green that carries white text in light and dark. */
const loom: MantineColorsTuple = [
  "#e8f5f2",
  "#d2ebe5",
  "#a3d7cb",
  "#70c2b0",
  "#46b09a",
  "#2a9e87",
  "#11806a",
  "#0e7262",
  "#0b5d51",
  "#08463d",
];

/** Greys with a little green in them, for the dark scheme. */
const dark: MantineColorsTuple = [
  "#e3e9e7",
  "#bcc8c5",
  "#95a4a0",
  "#6d7d79",
  "#3f4f4b",
  "#2e3c39",
  "#22302d",
  "#19241f",
  "#131c19",
  "#0d1412",
];

/** How Mantine's components look here. */
export const theme = createTheme({
  primaryColor: "loom",
  primaryShade: { light: 7, dark: 6 },
  colors: { loom, dark },
  defaultRadius: "md",
  radius: { xs: "4px", sm: "6px", md: "10px", lg: "14px", xl: "20px" },
  fontFamily:
    '"Be Vietnam Pro", "Noto Sans Bengali", "Kohinoor Bangla", "Nirmala UI", system-ui, -apple-system, "Segoe UI", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, monospace',
  headings: {
    fontWeight: "650",
    sizes: { h1: { fontSize: "1.5rem" }, h2: { fontSize: "1.2rem" } },
  },
  cursorType: "pointer",
  focusRing: "auto",
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ defaultProps: { size: "sm" }, styles: { root: { fontWeight: 600 } } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: "subtle", color: "gray" } }),
    Badge: Badge.extend({ defaultProps: { variant: "light", tt: "none", fw: 600 } }),
    Paper: Paper.extend({ defaultProps: { radius: "lg" } }),
    Modal: Modal.extend({
      defaultProps: { radius: "lg", centered: true, overlayProps: { blur: 2 } },
      styles: { title: { fontWeight: 650 } },
    }),
    // The header of a dialog is not the banner of the page.
    ModalHeader: { defaultProps: { component: "div" } },
    DrawerHeader: { defaultProps: { component: "div" } },
    Menu: Menu.extend({
      defaultProps: {
        shadow: "lg",
        radius: "md",
        position: "bottom-end",
        // The placeholder is a child that a menu may not have; the first entry takes the focus instead.
        withInitialFocusPlaceholder: false,
      },
    }),
    Popover: Popover.extend({ defaultProps: { shadow: "lg", radius: "md" } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, withArrow: true, fz: "xs" } }),
  },
});

/** Where Mantine's own surfaces follow our tokens in `theme.css`. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-body": "#ffffff",
    "--mantine-color-text": "#1b2b27",
    "--mantine-color-dimmed": "#58665f",
    "--mantine-color-default-border": "#dcd9d0",
    "--mantine-color-red-6": "#b3261e",
    "--mantine-color-red-filled": "#b3261e",
    "--mantine-color-red-filled-hover": "#9a1f18",
    // Text on the pale backgrounds of warnings and badges.
    "--mantine-color-red-light-color": "#a12019",
    "--mantine-color-orange-light-color": "#8a3d00",
    "--mantine-color-yellow-light-color": "#7a4b00",
    "--mantine-color-error": "#b3261e",
  },
  dark: {
    "--mantine-color-body": "#19241f",
    "--mantine-color-dimmed": "#9db0aa",
    "--mantine-color-loom-light": "rgb(70 176 154 / 16%)",
    "--mantine-color-loom-light-hover": "rgb(70 176 154 / 24%)",
    "--mantine-color-loom-light-color": "#8ad3c4",
    "--mantine-color-default-border": "#33423e",
    "--mantine-color-red-6": "#f2938c",
    "--mantine-color-red-light-color": "#f2938c",
    "--mantine-color-red-filled": "#bd3a32",
    "--mantine-color-red-filled-hover": "#a8322b",
    "--mantine-color-error": "#f2938c",
  },
});
