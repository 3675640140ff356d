/** Hands a text to the browser as a file. */
export function download(name: string, text: string, type = 'text/csv;charset=utf-8'): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  openUrl(url, name);
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Starts the download of an address without leaving the page. */
export function openUrl(url: string, name?: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.rel = 'noopener';
  link.download = name ?? '';
  document.body.append(link);
  link.click();
  link.remove();
}
