import { Zip, ZipDeflate } from "fflate";

/** A file of an archive. */
export interface ArchivedFile {
  readonly name: string;
  readonly content: AsyncIterable<Uint8Array>;
}

/** Makes a zip archive part by part; no file is held in memory whole. */
export async function* zipParts(files: AsyncIterable<ArchivedFile>): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  let failure: Error | undefined;
  const zip = new Zip((error, part) => {
    if (error) {
      failure = error;
    } else {
      ready.push(part);
    }
  });
  for await (const { name, content } of files) {
    const file = new ZipDeflate(name);
    zip.add(file);
    for await (const bytes of content) {
      file.push(bytes);
      yield* taken();
    }
    file.push(new Uint8Array(0), true);
    yield* taken();
  }
  zip.end();
  yield* taken();

  function* taken(): Generator<Uint8Array> {
    if (failure) {
      throw failure;
    }
    yield* ready.splice(0);
  }
}
