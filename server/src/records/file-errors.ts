import { mostFileBytes } from "@chatloom/api-schema";
import { DomainError } from "../context/errors.ts";

const megabyte = 1024 * 1024;
const mostMegabytes = mostFileBytes / megabyte;

/** Why a file is not kept or not given. */
export const fileErrors = {
  tooLarge: () =>
    new DomainError("too-large", "file.too-large", `Files may have at most ${mostMegabytes} MB`, {
      mostMegabytes,
    }),
  empty: () =>
    new DomainError("invalid", "file.empty", "The file is empty; send its bytes as the body"),
  /** Programs are not kept, nor files with a wrong type. */
  typeRefused: (found: string) =>
    new DomainError(
      "unsupported",
      "file.type-refused",
      `Files of this kind are not kept (${found})`,
    ),
  linkExpired: () => new DomainError("forbidden", "file.link-expired", "This link has expired"),
  quotaExceeded: (of: string, mostBytes: number) =>
    new DomainError(
      "too-large",
      "file.quota-exceeded",
      `The ${of} has uploaded as much as it may (${mostBytes / megabyte} MB)`,
      { of, mostBytes },
    ),
};
