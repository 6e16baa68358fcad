/** Where Pyodide's own files are served, and which they are: it finds them beside each other by name. */
export const PYODIDE_FILES = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"];

export const pyodideAt = (base: string): string => `${base}pyodide/`;
