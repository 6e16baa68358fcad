/**
 * The price engine in Pyodide, from the very source files that the server runs.
 *
 * `files` maps a path below the package's root, such as "tessera/pricing/engine.py", to its text.
 * Works in Node and in a browser: neither the file system nor the network is touched here.
 */
export async function startEngine(loadPyodide, files) {
  const python = await loadPyodide();
  const made = new Set();
  for (const [path, text] of Object.entries(files)) {
    const place = `/engine/${path}`;
    const folder = place.slice(0, place.lastIndexOf("/"));
    if (!made.has(folder)) python.FS.mkdirTree(folder);
    made.add(folder);
    python.FS.writeFile(place, text);
  }
  python.runPython("import sys; sys.path.insert(0, '/engine')");
  const codec = python.pyimport("tessera.pricing.codec");
  return {
    version: python.version,
    price: (book, cart, at) => codec.price_json(book, cart, at),
    run: (code) => python.runPython(code),
  };
}
