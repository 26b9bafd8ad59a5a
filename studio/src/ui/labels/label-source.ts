import type { Label } from "@chatloom/api-schema";
import { useQuery } from "@tanstack/react-query";

/** What a label is made of. */
export type LabelParts = Pick<Label, "name" | "color">;

/** The labels of one kind of things, and how they are changed. */
export interface LabelSource {
  readonly queryKey: readonly string[];
  readonly list: () => Promise<{ readonly items: readonly Label[] }>;
  readonly create: (parts: LabelParts) => Promise<Label>;
  readonly update: (labelId: string, parts: Partial<LabelParts>) => Promise<unknown>;
  readonly remove: (labelId: string) => Promise<unknown>;
}

/** Reads the labels of a source, by name. */
export function useLabelQuery({ queryKey, list }: LabelSource) {
  return useQuery({ queryKey, queryFn: list });
}

/** The labels of a source, by name; none while they are read. */
export function useLabelsOf(source: LabelSource): readonly Label[] {
  return useLabelQuery(source).data?.items ?? none;
}

const none: readonly Label[] = [];
