import type { TextSearch } from "@chatloom/flows-schema";
import { useMemo } from "react";
import { useFind } from "./find-store.ts";

/** What is searched, as `findTexts` takes it. */
export function useSearch(): TextSearch {
  const { query, matchCase, wholeWord, language, values, requests } = useFind();
  return useMemo(
    () => ({ query, matchCase, wholeWord, language: language || undefined, values, requests }),
    [query, matchCase, wholeWord, language, values, requests],
  );
}
