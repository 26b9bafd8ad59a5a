/** Puts the cursor into the first field of a form that can be filled in. */
export function focusFirstField(form: HTMLElement | null): void {
  const fields = form?.querySelectorAll<HTMLElement>(
    "input:not([type=hidden], [type=checkbox], [type=radio]), textarea, select, [contenteditable=true]",
  );
  const field = [...(fields ?? [])].find((it) => !it.matches(":disabled"));
  (field ?? form?.querySelector<HTMLElement>("input, button"))?.focus();
}
