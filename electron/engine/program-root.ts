/**
 * The path of a packed file for everything that is not JavaScript. The packed program lies in one archive, `app.asar`, which
 * only JavaScript can read from; files that native code opens by path lie beside it in `app.asar.unpacked`. A path that
 * does not lead into an archive stays as it is.
 */
export function unpackedPath(path: string): string {
  return path.replace(/([\\/]app\.asar)(?=[\\/]|$)/, '$1.unpacked');
}
