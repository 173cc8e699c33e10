// A byte order mark, without which the spreadsheets of offices read UTF-8 as gibberish.
const mark = '\uFEFF';
const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Hands a file to the browser to be kept. */
function save(fileName: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function saveCsv(fileName: string, csv: string): void {
  const whole = csv.startsWith(mark) ? csv : mark + csv;
  save(fileName, new Blob([whole], { type: 'text/csv;charset=utf-8' }));
}

/** A workbook, as base 64. */
export function saveWorkbook(fileName: string, base64: string): void {
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.codePointAt(0) ?? 0);
  save(fileName, new Blob([bytes], { type: workbook }));
}

/** A workbook under the name that the server gave it. */
export function saveFile({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }): void {
  save(name, new Blob([bytes], { type: workbook }));
}

/** Whichever of the two an export is. */
export function saveExport(file: {
  readonly fileName: string;
  readonly csv: string | null;
  readonly xlsx: string | null;
}): void {
  if (file.xlsx !== null) saveWorkbook(file.fileName, file.xlsx);
  if (file.csv !== null) saveCsv(file.fileName, file.csv);
}
