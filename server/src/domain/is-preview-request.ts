/** Programs that fetch links to show previews, to index them or to scan them, by their names in `User-Agent`. */
const programs =
  /bot|crawl|spider|preview|facebookexternalhit|facebot|meta-external|whatsapp|telegram|slack|discord|skype|viber|zalo|line\/|linkedin|pinterest|embedly|vkshare|google-safety|googleimageproxy|yahoomailproxy|safelinks|barracuda|mimecast|proofpoint|headless|python|curl|wget|go-http|okhttp|java\/|node|axios|undici/i;

/** The part of a request that tells a person's browser from a program. */
export interface LinkRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/**
 * Tells whether a link was fetched by a program rather than opened by a person: by its name, its method, or because the browser says that it only
 * prepares a page. A browser inside an app names the app beside `Mozilla/5.0`, so that it counts as a person.
 */
export function isPreviewRequest({ method, headers }: LinkRequest): boolean {
  const purpose = `${headers["sec-purpose"] ?? ""} ${headers.purpose ?? ""} ${headers["x-purpose"] ?? ""} ${headers["x-moz"] ?? ""}`;
  if (method !== "GET" || /prefetch|prerender|preview/i.test(purpose)) {
    return true;
  }
  const agent = String(headers["user-agent"] ?? "");
  const browser = /^Mozilla\/5\.0 .*(Mobile|Chrome|Safari|Firefox|Edg)\//.test(agent);
  return browser
    ? /bot\b|crawl|spider|preview|headless|compatible;/i.test(agent)
    : agent === "" || programs.test(agent);
}
