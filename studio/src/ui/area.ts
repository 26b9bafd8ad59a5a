import type { Permission } from "@chatloom/api-schema";
import type { Icon } from "@tabler/icons-react";
import type { ComponentType } from "react";
import type { RouteObject } from "react-router";
import type { WordKey } from "../words/word-key.ts";

/** A page of an area. */
export type AreaRoute = RouteObject & {
  /** What a member needs beside the permission of the area. */
  readonly permission?: Permission;
};

/** A part of the studio: an entry in the navigation and the pages behind it. */
export interface Area {
  /** The address of the entry. The entry is highlighted on every address below it. */
  readonly path: string;
  readonly label: WordKey;
  readonly icon: Icon;
  /** Whether it stands in the bar of a phone; the others are under "More" there. */
  readonly onPhone?: boolean;
  /** What a member needs to see the entry and the pages; absent: everyone sees them. */
  readonly permission?: Permission;
  /** Absolute paths; each page comes with `lazy`, so that the first load stays small. */
  readonly routes: readonly AreaRoute[];
  /** Loads code that its pages fetch when it is first needed. */
  readonly parts?: readonly (() => Promise<unknown>)[];
  /** A number on the entry, such as waiting conversations. It is hidden at zero. */
  readonly useCount?: () => number;
  /** Runs on every page while a member is signed in. It renders nothing. */
  readonly Background?: ComponentType;
}
