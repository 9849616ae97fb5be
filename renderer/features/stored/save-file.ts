/** Hands a file to whoever sits there: the browser puts it among downloads, the desktop app asks where. Nothing is kept of it. */
export function saveFile(name: string, json: string): void {
  const url = URL.createObjectURL(new Blob([json], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own hold of it once begun.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
