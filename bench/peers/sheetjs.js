// Counts the cells with content of the first sheet of a workbook, read by SheetJS. NODE_PATH says where that is.
const XLSX = require('xlsx');
const book = XLSX.readFile(process.argv[2], {dense: true, cellText: false, cellHTML: false});
const sheet = book.Sheets[book.SheetNames[0]];
let n = 0;
for (const row of sheet['!data'] ?? sheet) {
  for (const cell of row ?? []) {
    if (cell && cell.t !== 'z' && cell.v !== undefined && cell.v !== '') n++;
  }
}
console.log('cells: ' + n);
