import { type MantineThemeOverride, mergeThemeOverrides } from "@mantine/core";

/** The theme with what components say by themselves, such as the name of a dialog's closing cross. */
export function withWords(
  theme: MantineThemeOverride,
  words: { readonly close: string },
): MantineThemeOverride {
  const closing = { defaultProps: { closeButtonProps: { "aria-label": words.close } } };
  return mergeThemeOverrides(theme, {
    components: { Modal: closing, Drawer: closing, Notification: closing },
  });
}
