/** The limits of a JSON text's structure, so that parsing and checking it is fast. */
export interface JsonLimits {
  readonly depth: number;
  /** Values in lists and objects, counted by their separators. */
  readonly values: number;
}

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const openers = [0x5b, 0x7b];
const closers = [0x5d, 0x7d];

/** Says which limit the JSON text in UTF-8 exceeds, without parsing it; undefined if none. Does not check the syntax. */
export function exceededLimit(json: Uint8Array, limits: JsonLimits): string | undefined {
  let [depth, values, inText] = [0, 0, false];
  for (let index = 0; index < json.length; index++) {
    const byte = json[index] as number;
    if (inText) {
      if (byte === backslash) {
        index++;
      } else if (byte === quote) {
        inText = false;
      }
    } else if (byte === quote) {
      inText = true;
    } else if (byte === comma) {
      if (++values > limits.values) {
        return `has more than ${limits.values} values`;
      }
    } else if (openers.includes(byte)) {
      if (++depth > limits.depth) {
        return `is nested deeper than ${limits.depth} levels`;
      }
      if (++values > limits.values) {
        return `has more than ${limits.values} values`;
      }
    } else if (closers.includes(byte)) {
      depth--;
    }
  }
  return undefined;
}
