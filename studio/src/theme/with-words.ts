import { type MantineThemeOverride, mergeThemeOverrides } from "@mantine/core";

/** Adds to the theme what components say by themselves, such as the name of a dialog's closing cross. */
export function withWords(
  theme: MantineThemeOverride,
  words: { readonly close: string; readonly showPassword: string },
): MantineThemeOverride {
  const closing = { defaultProps: { closeButtonProps: { "aria-label": words.close } } };
  const revealing = {
    defaultProps: { visibilityToggleButtonProps: { "aria-label": words.showPassword } },
  };
  return mergeThemeOverrides(theme, {
    components: {
      Modal: closing,
      Drawer: closing,
      Notification: closing,
      PasswordInput: revealing,
    },
  });
}
