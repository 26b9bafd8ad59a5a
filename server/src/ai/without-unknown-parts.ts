type Parts = Readonly<Record<string, unknown>>;

/** Parts under which older endpoints know the same. */
const olderNames: Readonly<Record<string, string>> = { max_completion_tokens: "max_tokens" };
const mostTries = 5;

/**
 * Sends a request with its optional parts. An endpoint that refuses a part by name (status 400 or 422) is asked again without it, or by
 * its older name. One that names none is asked once without a form of the answer, which endpoints know least.
 */
export async function withoutUnknownParts<T, P extends Parts>(
  parts: P,
  send: (parts: P) => Promise<T>,
): Promise<T> {
  let left: Parts = parts;
  for (let tries = 1; ; tries++) {
    try {
      return await send(left as P);
    } catch (error) {
      const refused = refusedPart(error, left);
      if (refused === undefined || tries === mostTries) {
        throw error;
      }
      const { [refused]: value, ...others } = left;
      const older = olderNames[refused];
      left = older === undefined ? others : { ...others, [older]: value };
    }
  }
}

/** Tools are never left out: an answer without them would only look like one. */
function refusedPart(error: unknown, parts: Parts): string | undefined {
  const { status, message, param } = error as { status?: number; message?: string; param?: string };
  if (status !== 400 && status !== 422) {
    return undefined;
  }
  const names = Object.keys(parts).filter((it) => it !== "tools");
  const words = `${param ?? ""} ${message ?? ""}`;
  return (
    names.find((it) => new RegExp(`\\b${it}\\b`).test(words)) ??
    names.find((it) => it === "response_format" || it === "text")
  );
}
