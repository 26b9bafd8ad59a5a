import type { Icon } from "@tabler/icons-react";
import type { ComponentType } from "react";
import type { RouteObject } from "react-router";
import type { WordKey } from "../words/word-key.ts";

/** A part of the studio: an entry in the navigation and the pages behind it. */
export interface Area {
  /** Where the navigation leads; the entry is lit on every address below. */
  readonly path: string;
  readonly label: WordKey;
  readonly icon: Icon;
  /** Absolute paths; each page comes with `lazy`, so that the first load stays small. */
  readonly routes: RouteObject[];
  /** A number to show on the entry, such as conversations that wait; drawn only while it is above zero. */
  readonly useCount?: () => number;
  /** Works on every page while a member is signed in, and draws nothing. */
  readonly Background?: ComponentType;
}
