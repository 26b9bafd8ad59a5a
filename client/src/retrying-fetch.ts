const firstPauseMs = 300;
const longestPauseMs = 30_000;

/**
 * Sends a request again when no answer came or the server asks to wait (429, 503, or 409 while the same call still runs),
 * after the pause that the server names, or a growing one. Calls that may not be repeated carry an `Idempotency-Key`.
 */
export function retryingFetch(
  send: (request: Request) => Promise<Response>,
  retries: number,
): (request: Request) => Promise<Response> {
  return async (request) => {
    for (let tries = 0; ; tries += 1) {
      const last = tries >= retries || request.signal.aborted;
      let pauseMs = Math.min(firstPauseMs * 2 ** tries, longestPauseMs);
      try {
        const response = await send(request.clone());
        const retryAfter = Number(response.headers.get("retry-after"));
        if (last || !asksToWait(response)) {
          return response;
        }
        pauseMs = retryAfter > 0 ? Math.min(retryAfter * 1_000, longestPauseMs) : pauseMs;
      } catch (error) {
        if (last) {
          throw error;
        }
      }
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  };
}

function asksToWait({ status, headers }: Response): boolean {
  return status === 429 || status === 503 || (status === 409 && headers.has("retry-after"));
}
