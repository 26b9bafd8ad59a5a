import { useCallback, useState } from "react";

/** Keeps a choice in this browser, such as a folded panel. Without storage the choice lasts until the next load. */
export function useRemembered(
  name: string,
  otherwise: boolean,
): [boolean, (value: boolean) => void] {
  const key = `chatloom.${name}`;
  const [value, setValue] = useState(() => read(key) ?? otherwise);
  const remember = useCallback(
    (next: boolean) => {
      setValue(next);
      try {
        localStorage.setItem(key, String(next));
      } catch {
        // Storage is full or forbidden.
      }
    },
    [key],
  );
  return [value, remember];
}

function read(key: string): boolean | undefined {
  try {
    const kept = localStorage.getItem(key);
    return kept === null ? undefined : kept === "true";
  } catch {
    return undefined;
  }
}
