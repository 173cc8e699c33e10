// A byte order mark, without which the spreadsheets of offices read UTF-8 as gibberish.
const mark = '\uFEFF';

/** Hands a file to the browser to be kept. */
export function saveCsv(fileName: string, csv: string): void {
  const whole = csv.startsWith(mark) ? csv : mark + csv;
  const address = URL.createObjectURL(new Blob([whole], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
