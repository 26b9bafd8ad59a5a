const endings = /\.(mp4|m4v|mov|webm|avi|ogv|3gp)$/i;

/** Tells whether a web address is that of a video, by its ending. Files of this server end with their name. */
export function isVideoAddress(address: string): boolean {
  const [path = ""] = address.split(/[?#]/, 1);
  return endings.test(path);
}
