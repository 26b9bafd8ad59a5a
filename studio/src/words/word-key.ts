import type { ParseKeys } from "i18next";

/** A key of the catalogue. */
export type WordKey = ParseKeys;
