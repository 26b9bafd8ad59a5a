import { useState } from "react";
import { useTranslation } from "react-i18next";

/**
 * Refuses texts of more characters than fit, with a sentence that says so: a browser would cut a pasted text silently.
 * `limited` wraps the handler that takes the text.
 */
export function useTextLimit(limit: number | undefined): {
  readonly problem: string | undefined;
  readonly limited: (take: (text: string) => void) => (text: string) => void;
} {
  const { t, i18n } = useTranslation();
  const [length, setLength] = useState<number>();
  const number = new Intl.NumberFormat(i18n.language);
  return {
    problem:
      length === undefined || limit === undefined
        ? undefined
        : t("forms.tooLong", { length: number.format(length), limit: number.format(limit) }),
    limited: (take) => (text) => {
      const fits = limit === undefined || text.length <= limit;
      setLength(fits ? undefined : text.length);
      if (fits) {
        take(text);
      }
    },
  };
}
